/**
 * A page inside a package: reports the reader's progress to the learning platform and takes up what the platform kept. Loaded by
 * packages alone (src/routes/PackageLine.svelte). The reader's work is in the browser first; a platform that fails costs nothing but
 * the report.
 */
import { browserStorage, type Progress } from '#lib/course/progress.ts';
import { reader } from '#lib/course/reader.svelte.ts';
import { courseScore, type ChapterParts, type CourseScore } from './score.ts';
import { findApi, type ScormApi } from './scorm-api.ts';
import { changeLearner } from './scorm-learner.ts';
import { lessonStatus, ScormSession, type Resumed } from './scorm-session.ts';
import { packProgress, unpackProgress } from './scorm-suspend.ts';

/** What the line says. */
export type Reporting =
	| { readonly kind: 'connecting' }
	/** No platform answers. */
	| { readonly kind: 'absent' }
	/** The platform takes no score: the sitting is a look. */
	| { readonly kind: 'look' }
	/** `at`: milliseconds since 1970. */
	| { readonly kind: 'reported'; readonly score: CourseScore; readonly at: number }
	| { readonly kind: 'failed'; readonly problem: string };

/** Answers given in one breath make one report. */
const GATHER_MS = 500;

export class PackageReporting {
	readonly #parts: readonly ChapterParts[];
	readonly #counted: readonly ChapterParts[];
	#state = $state.raw<Reporting>({ kind: 'connecting' });
	#resume = $state.raw<{ readonly title: string; readonly slug: string; readonly anchor: string } | null>(
		null
	);
	#notice = $state('');
	#api: ScormApi | null = null;
	#session: ScormSession | null = null;
	#waiting: ReturnType<typeof setTimeout> | undefined;

	/**
	 * @param parts all chapters
	 * @param chapter the slug of the one that counts, or null for all
	 * @throws RangeError where there is no such chapter
	 */
	constructor(parts: readonly ChapterParts[], chapter: string | null) {
		this.#parts = parts;
		this.#counted = chapter === null ? parts : parts.filter(({ slug }) => slug === chapter);
		if (this.#counted.length === 0) throw new RangeError(`the course has no chapter “${chapter}”`);
	}

	get state(): Reporting {
		return this.#state;
	}

	/** Where the platform last saw the reader. */
	get resume() {
		return this.#resume;
	}

	/** What went wrong with earlier work; '' for nothing. */
	get notice(): string {
		return this.#notice;
	}

	/** Connects, takes up what was kept, and reports. Also after a failure, or when the page comes back from the browser's memory. */
	begin(): void {
		clearTimeout(this.#waiting);
		const api = findApi(window);
		if (!api) {
			this.#state = { kind: 'absent' };
			return;
		}
		if (this.#session === null || this.#api !== api) {
			this.#api = api;
			this.#session = new ScormSession(api, () => performance.now());
		}
		const resumed = this.#session.connect();
		if ('problem' in resumed) {
			this.#state = { kind: 'failed', problem: resumed.problem };
			return;
		}
		try {
			this.#take(resumed);
		} catch (error) {
			this.#session.finish();
			this.#state = { kind: 'failed', problem: error instanceof Error ? error.message : String(error) };
			return;
		}
		if (resumed.mode === 'normal') this.#send();
		else this.#state = { kind: 'look' };
	}

	/** Something changed: reports in a moment. */
	changed(): void {
		if (this.#state.kind === 'connecting' || this.#state.kind === 'look') return;
		clearTimeout(this.#waiting);
		this.#waiting = setTimeout(() => this.now(), GATHER_MS);
	}

	/** Reports at once; connects first where that is needed. */
	now(): void {
		clearTimeout(this.#waiting);
		if (this.#state.kind === 'connecting' || this.#state.kind === 'look') return;
		if (this.#state.kind === 'reported' && this.#session?.open) this.#send();
		else this.begin();
	}

	/** The page goes: the last report, and the end of the sitting. */
	finish(): void {
		clearTimeout(this.#waiting);
		if (this.#state.kind === 'reported') this.#send();
		this.#session?.finish();
		this.#session = null;
		// What still happens while the page goes (it is hidden after pagehide) begins no other sitting.
		this.#state = { kind: 'connecting' };
	}

	#take({ learner, location, suspendData }: Resumed): void {
		const kept = unpackProgress(suspendData, this.#parts);
		this.#notice = kept ? '' : 'What the course had kept of earlier work could not be read. ';
		const own = changeLearner(browserStorage(), learner, reader.progress);
		if (own) reader.replace(own);
		reader.add(kept ?? {});
		const [slug, anchor = ''] = location.split('#');
		const chapter = this.#parts.find((each) => each.slug === slug);
		this.#resume = chapter ? { title: chapter.title, slug, anchor } : null;
	}

	#send(): void {
		const { progress } = reader;
		const score = courseScore(this.#counted, progress);
		const slugs = this.#counted.map(({ slug }) => slug);
		const sent = this.#session?.report({
			raw: score.percent,
			status: lessonStatus(score, this.#answered(progress)),
			location: this.#place(progress),
			suspendData: packProgress(progress, this.#parts, slugs)
		});
		this.#state = sent?.ok
			? { kind: 'reported', score, at: Date.now() }
			: { kind: 'failed', problem: sent?.problem ?? 'there is no sitting' };
	}

	/** Questions that count and were answered at all. */
	#answered(progress: Progress): number {
		return this.#counted.reduce((sum, { slug, questions }) => {
			const { answers = {}, passed = [] } = Object.hasOwn(progress, slug) ? progress[slug] : {};
			return sum + questions.filter((id) => Object.hasOwn(answers, id) || passed.includes(id)).length;
		}, 0);
	}

	/** The chapter on the screen and the last section read in it. */
	#place(progress: Progress): string {
		const here = this.#parts.find(({ slug }) =>
			location.pathname.split('/').some((part) => part === slug || part === `${slug}.html`)
		);
		if (!here) return this.#resume ? `${this.#resume.slug}#${this.#resume.anchor}` : '';
		const read = Object.hasOwn(progress, here.slug) ? progress[here.slug].read : [];
		return `${here.slug}#${here.sections.findLast((id) => read.includes(id)) ?? ''}`.slice(0, 255);
	}
}
