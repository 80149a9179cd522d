import { Scorm12API } from 'scorm-again';
import { describe, expect, it } from 'vitest';
import type { CourseScore } from '#lib/teach/score.ts';
import { findApi, type ScormApi } from '#lib/teach/scorm-api.ts';
import {
	lessonStatus,
	ScormSession,
	sessionTime,
	type Report,
	type Resumed
} from '#lib/teach/scorm-session.ts';
import { strictLms } from './strict-lms.js';

const REPORT: Report = { raw: 57, status: 'incomplete', location: 'the-race#seeds', suspendData: '{"v":1}' };
const clock = (times: number[]) => (): number => times.shift() ?? 0;
const session = (api: ScormApi, times: number[] = []): ScormSession => new ScormSession(api, clock(times));
const resumed = (found: ReturnType<ScormSession['connect']>): Resumed => {
	if ('problem' in found) throw new Error(found.problem);
	return found;
};

describe('a sitting', () => {
	it('sends score before status, then time and exit, commits, and finishes', () => {
		const { API, calls, errors } = strictLms();
		const sitting = session(API, [1000, 62_500]);
		resumed(sitting.connect());
		expect(sitting.report(REPORT)).toMatchObject({ ok: true });
		expect(sitting.finish()).toMatchObject({ ok: true });
		expect(calls).toEqual([
			'LMSInitialize',
			'cmi.core.lesson_location the-race#seeds',
			'cmi.suspend_data {"v":1}',
			'cmi.core.score.min 0',
			'cmi.core.score.max 100',
			'cmi.core.score.raw 57',
			'cmi.core.lesson_status incomplete',
			'cmi.core.session_time 0000:01:01.50',
			'cmi.core.exit suspend',
			'LMSCommit',
			'LMSFinish'
		]);
		expect(errors).toEqual([]);
	});

	it('ends once: nothing is set or finished after it', () => {
		const { API, calls, errors } = strictLms();
		const sitting = session(API);
		sitting.connect();
		sitting.finish();
		expect(sitting.finish()).toMatchObject({ ok: true });
		expect(sitting.report(REPORT)).toMatchObject({ ok: false, problem: 'the sitting is over' });
		expect([calls, errors]).toEqual([['LMSInitialize', 'LMSFinish'], []]);
	});

	it('finds again what the last one left', () => {
		const kept = { 'cmi.core.student_id': 'ada' };
		const first = session(strictLms(kept).API);
		first.connect();
		first.report(REPORT);
		first.finish();
		expect(resumed(session(strictLms(kept).API).connect())).toEqual({
			learner: 'ada',
			location: 'the-race#seeds',
			suspendData: '{"v":1}',
			mode: 'normal'
		});
	});

	it('never lowers a score or a status that the platform keeps', () => {
		const kept: Record<string, string> = {
			'cmi.core.score.raw': '75',
			'cmi.core.lesson_status': 'completed'
		};
		const sitting = session(strictLms(kept).API);
		sitting.connect();
		sitting.report(REPORT);
		expect(kept).toMatchObject({ 'cmi.core.score.raw': '75', 'cmi.core.lesson_status': 'completed' });
		sitting.report({ ...REPORT, raw: 100, status: 'passed' });
		expect(kept).toMatchObject({ 'cmi.core.score.raw': '100', 'cmi.core.lesson_status': 'passed' });
	});

	it.each([
		['browse', 'browse'],
		['review', 'review'],
		['Normal', 'normal'],
		['nonsense', 'normal']
	] as const)('in the mode %s is %s, and reports only in the normal one', (said, mode) => {
		const { API, calls } = strictLms({ 'cmi.core.lesson_mode': said });
		const sitting = session(API);
		expect(resumed(sitting.connect()).mode).toBe(mode);
		sitting.report(REPORT);
		expect(calls.includes('LMSCommit')).toBe(mode === 'normal');
	});

	it('takes nonsense for nothing', () => {
		const kept: Record<string, string> = { 'cmi.core.score.raw': 'NaN', 'cmi.core.lesson_status': '<b>' };
		const sitting = session(strictLms(kept).API);
		sitting.connect();
		sitting.report(REPORT);
		expect(kept).toMatchObject({ 'cmi.core.score.raw': '57', 'cmi.core.lesson_status': 'incomplete' });
	});

	it('goes on in a sitting that a page before it left open', () => {
		const { API } = strictLms();
		session(API).connect();
		const second = session(API);
		expect(resumed(second.connect()).mode).toBe('normal');
		expect(second.report(REPORT)).toMatchObject({ ok: true });
	});

	it('is refused in a launch whose sitting is over, and says by what', () => {
		const { API } = strictLms();
		const first = session(API);
		first.connect();
		first.finish();
		expect(session(API).connect()).toEqual({
			ok: false,
			code: 101,
			problem: 'it refused LMSInitialize (error 101: General exception)'
		});
	});

	it('says what a platform refused, and why', () => {
		const { API } = strictLms();
		const sitting = session(API);
		sitting.connect();
		expect(sitting.report({ ...REPORT, suspendData: 'x'.repeat(4097) })).toEqual({
			ok: false,
			code: 405,
			problem: 'it refused LMSSetValue cmi.suspend_data (error 405: Incorrect Data Type)'
		});
	});

	it('does without the elements that a platform may leave out', () => {
		const { API } = strictLms();
		const poor = {
			...API,
			LMSSetValue: (element: string, value: string) =>
				/score\.m|location|exit/.test(element) ? 'false' : API.LMSSetValue(element, value)
		};
		const sitting = session(poor);
		sitting.connect();
		expect(sitting.report(REPORT)).toMatchObject({ ok: true });
	});

	it('lives through a platform that throws, answers strangely, or is gone in mid-sitting', () => {
		const throwing = {
			LMSInitialize: () => {
				throw new Error('the network is down');
			}
		};
		expect(session(throwing).connect()).toMatchObject({
			problem: 'LMSInitialize failed: the network is down'
		});
		const elsewhere = {
			LMSInitialize: () => {
				// As an error of another window looks here.
				// eslint-disable-next-line @typescript-eslint/only-throw-error
				throw { name: 'Error', message: 'the session is over' };
			}
		};
		expect(session(elsewhere).connect()).toMatchObject({
			problem: 'LMSInitialize failed: the session is over'
		});
		expect(session({}).connect()).toMatchObject({ problem: 'it no longer has LMSInitialize' });
		expect(session({ LMSInitialize: () => undefined }).connect()).toMatchObject({ ok: false });

		const booleans = {
			...strictLms().API,
			LMSInitialize: () => true,
			LMSSetValue: () => true,
			LMSCommit: () => 1
		};
		const loose = session(booleans);
		resumed(loose.connect());
		expect(loose.report(REPORT)).toMatchObject({ ok: true });

		const vanishing: Record<string, unknown> = { ...strictLms().API };
		const sitting = session(vanishing);
		sitting.connect();
		for (const name of Object.keys(vanishing)) delete vanishing[name];
		expect(sitting.report(REPORT)).toMatchObject({ problem: 'it no longer has LMSSetValue' });
		expect(sitting.finish()).toMatchObject({ ok: false });
	});

	it('is understood by scorm-again', () => {
		const api = new Scorm12API({ autocommit: false, logLevel: 5 });
		const sitting = session(api as unknown as ScormApi, [0, 3_600_000]);
		resumed(sitting.connect());
		expect(sitting.report({ ...REPORT, raw: 100, status: 'passed' })).toMatchObject({ ok: true });
		expect(api.cmi.core).toMatchObject({ lesson_status: 'passed', lesson_location: 'the-race#seeds' });
		expect(api.cmi.core.score).toMatchObject({ raw: '100', min: '0', max: '100' });
		expect(api.cmi.suspend_data).toBe('{"v":1}');
		expect(sitting.finish()).toMatchObject({ ok: true });
		expect(api.LMSGetLastError()).toBe('0');
	});
});

describe('the time of a sitting', () => {
	it.each([
		[0, '0000:00:00.00'],
		[999, '0000:00:00.99'],
		[61_230, '0000:01:01.23'],
		[3_599_999, '0000:59:59.99'],
		[90_000_000, '0025:00:00.00'],
		[-5, '0000:00:00.00'],
		[1e15, '9999:59:59.99']
	])('%s ms is %s', (ms, written) => {
		expect(sessionTime(ms)).toBe(written);
	});
});

describe('the status', () => {
	const score = (passed: number): CourseScore => ({
		passed,
		asked: 4,
		read: 0,
		sections: 3,
		percent: 0,
		chapters: []
	});
	it('is incomplete, then completed once all is answered, and passed once all is right', () => {
		expect(lessonStatus(score(3), 3)).toBe('incomplete');
		expect(lessonStatus(score(3), 4)).toBe('completed');
		expect(lessonStatus(score(4), 4)).toBe('passed');
	});
});

describe('the platform’s API', () => {
	const API = strictLms().API;
	const above = (parent: object | null, rest: object = {}): Window => {
		const place: Record<string, unknown> = { ...rest };
		place.parent = parent ?? place;
		return place as unknown as Window;
	};

	it('is found in this window, in a parent, or around the window that opened this one', () => {
		expect(findApi(above(null, { API }))).toBe(API);
		expect(findApi(above(above(above(null, { API }))))).toBe(API);
		expect(findApi(above(above(null, { opener: above(above(null, { API })) })))).toBe(API);
	});

	it('is looked for beyond a window of another origin', () => {
		const foreign = above(above(null, { API }));
		Object.defineProperty(foreign, 'API', {
			get: () => {
				throw new DOMException('blocked', 'SecurityError');
			}
		});
		expect(findApi(above(foreign))).toBe(API);
	});

	it('is none where nobody has one, however many parents there are', () => {
		expect(findApi(above(null))).toBeNull();
		expect(findApi(above(null, { API: null }))).toBeNull();
		let deep = above(null, { API });
		for (let step = 0; step < 501; step += 1) deep = above(deep);
		expect(findApi(deep)).toBeNull();
		expect(findApi((deep as unknown as { parent: Window }).parent)).toBe(API);
	});
});
