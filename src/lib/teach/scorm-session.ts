/**
 * One sitting in a learning platform: connected once, reported to as often as something changes, finished once.
 *
 * The order of a report is the one that Moodle and Open edX both understand: score, status, time, exit, commit. The score stands
 * before the status, since Open edX publishes the score it has when the status comes; and work under way is "incomplete", never
 * "failed", for which Open edX writes a nought. What the platform kept is never lowered: a question counts once it was right.
 */
import type { CourseScore } from './score.ts';
import { ask, lastError, tell, type Answered, type Failed, type ScormApi } from './scorm-api.ts';

export type LessonStatus = 'incomplete' | 'completed' | 'passed';

/** What the platform kept of earlier sittings. Its words are not believed: nonsense is the same as nothing. */
export interface Resumed {
	/** The learner's id, or ''. */
	readonly learner: string;
	/** Where the reader was: a page and an anchor, or ''. */
	readonly location: string;
	readonly suspendData: string;
	/** Only a look: the platform takes no score. */
	readonly mode: 'normal' | 'review' | 'browse';
}

export interface Report {
	/** Whole percent, 0..100. */
	readonly raw: number;
	readonly status: LessonStatus;
	/** At most 255 characters. */
	readonly location: string;
	/** At most 4,096 characters. */
	readonly suspendData: string;
}

const RANK: Readonly<Record<string, number>> = { incomplete: 1, completed: 2, passed: 3 };
const ALREADY_INITIALIZED = 101;
const MOST_HOURS = 9999;

/** Milliseconds as HHHH:MM:SS.cc, the longest that this form holds at most. */
export function sessionTime(ms: number): string {
	const most = ((MOST_HOURS * 60 + 59) * 60 + 59) * 100 + 99;
	const hundredths = Math.min(most, Math.max(0, Math.floor(ms / 10)));
	const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
	const seconds = Math.floor(hundredths / 100);
	const hours = String(Math.floor(seconds / 3600)).padStart(4, '0');
	return `${hours}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`;
}

/**
 * All right is passed. All answered at least once is completed: Open edX publishes nothing before that. Anything less goes on.
 * @param answered questions that were answered at all, right or wrong
 */
export function lessonStatus({ passed, asked }: CourseScore, answered: number): LessonStatus {
	if (passed === asked) return 'passed';
	return answered >= asked ? 'completed' : 'incomplete';
}

/** A score as platforms write it, or 0 for what is none. */
function scoreOf(text: string): number {
	const score = Number(text);
	return text.trim() !== '' && score >= 0 && score <= 100 ? score : 0;
}

export class ScormSession {
	readonly #api: ScormApi;
	readonly #clock: () => number;
	readonly #since: number;
	#open = false;
	#mode: Resumed['mode'] = 'normal';
	#best = 0;
	#rank = 0;

	/** @param clock milliseconds, from any beginning */
	constructor(api: ScormApi, clock: () => number) {
		this.#api = api;
		this.#clock = clock;
		this.#since = clock();
	}

	/** Whether reports go through: connected, not finished. */
	get open(): boolean {
		return this.#open;
	}

	connect(): Resumed | Failed {
		const begun = tell(this.#api, 'LMSInitialize', '');
		if (!begun.ok && !this.#isOpenAlready(begun)) return begun;
		this.#open = true;
		const status = ask(this.#api, 'cmi.core.lesson_status').toLowerCase();
		this.#rank = RANK[status] ?? 0;
		this.#best = scoreOf(ask(this.#api, 'cmi.core.score.raw'));
		const mode = ask(this.#api, 'cmi.core.lesson_mode').toLowerCase();
		this.#mode = mode === 'review' || mode === 'browse' ? mode : 'normal';
		return {
			learner: ask(this.#api, 'cmi.core.student_id').slice(0, 255),
			location: ask(this.#api, 'cmi.core.lesson_location').slice(0, 255),
			suspendData: ask(this.#api, 'cmi.suspend_data'),
			mode: this.#mode
		};
	}

	/** A page that was loaded anew finds the sitting open where the platform did not see it go. */
	#isOpenAlready({ code }: Failed): boolean {
		if (code !== ALREADY_INITIALIZED) return false;
		ask(this.#api, 'cmi.core.lesson_status');
		return lastError(this.#api).code === 0;
	}

	/** Sends everything and has it kept. The first refusal of what matters ends it, and is returned. */
	report({ raw, status, location, suspendData }: Report): Answered {
		if (!this.#open) return { ok: false, code: null, problem: 'the sitting is over' };
		if (this.#mode !== 'normal') return { ok: true, value: '' };
		this.#best = Math.max(this.#best, raw);
		this.#rank = Math.max(this.#rank, RANK[status]);
		const reached = Object.keys(RANK).find((each) => RANK[each] === this.#rank) ?? status;
		const set = (element: string, value: string): Answered => tell(this.#api, 'LMSSetValue', element, value);
		// A platform may do without these: 1.2 makes them optional.
		set('cmi.core.lesson_location', location);
		const kept = set('cmi.suspend_data', suspendData);
		set('cmi.core.score.min', '0');
		set('cmi.core.score.max', '100');
		const score = set('cmi.core.score.raw', String(this.#best));
		if (!score.ok) return score;
		const said = set('cmi.core.lesson_status', reached);
		if (!said.ok) return said;
		set('cmi.core.session_time', sessionTime(this.#clock() - this.#since));
		// Without it a platform may throw suspend_data away.
		set('cmi.core.exit', 'suspend');
		const committed = tell(this.#api, 'LMSCommit', '');
		return committed.ok ? kept : committed;
	}

	/** The end, once: what follows needs another sitting. */
	finish(): Answered {
		if (!this.#open) return { ok: true, value: '' };
		this.#open = false;
		return tell(this.#api, 'LMSFinish', '');
	}
}
