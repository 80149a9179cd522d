// A learning platform that keeps SCORM 1.2 to the letter, as our own fake: order, types, lengths, error codes, and nothing kept
// before a commit. Plain JavaScript, since the end-to-end tests put it into a page.

const TIME = /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const score = (value) => /^\d{1,3}(\.\d+)?$/.test(value) && Number(value) <= 100;
const text = (most) => (value) => value.length <= most;
const oneOf = (words) => (value) => words.includes(value);

/** Elements that this platform has; `set` judges a value, absent where it is read-only, and `get: false` is write-only. */
const ELEMENTS = {
	'cmi.core.student_id': {},
	'cmi.core.student_name': {},
	'cmi.core.lesson_mode': {},
	'cmi.core.credit': {},
	'cmi.core.entry': {},
	'cmi.core.total_time': {},
	'cmi.core.lesson_location': { set: text(255) },
	'cmi.core.lesson_status': { set: oneOf(['passed', 'completed', 'failed', 'incomplete', 'browsed']) },
	'cmi.core.score.raw': { set: score },
	'cmi.core.score.min': { set: score },
	'cmi.core.score.max': { set: score },
	'cmi.core.session_time': { set: (value) => TIME.test(value), get: false },
	'cmi.core.exit': { set: oneOf(['time-out', 'suspend', 'logout', '']), get: false },
	'cmi.suspend_data': { set: text(4096) }
};
const WORDS = {
	0: 'No error',
	101: 'General exception',
	201: 'Invalid argument error',
	301: 'Not initialized',
	401: 'Not implemented error',
	402: 'Invalid set value, element is a keyword',
	403: 'Element is read only',
	404: 'Element is write only',
	405: 'Incorrect Data Type'
};

/**
 * @param {Record<string, string>} kept what is committed, over all sittings; changed in place
 * @param {{ again?: boolean }} options again: a sitting may begin anew after its end, as Moodle lets it
 * @returns {{ API: Record<string, (...args: string[]) => string>, calls: string[], errors: number[] }}
 *   API: the eight functions; calls: every change that was accepted, in order; errors: every error's code
 */
export function strictLms(kept = {}, { again = false } = {}) {
	const calls = [];
	const errors = [];
	let phase = 'before';
	let error = 0;
	let now = {};

	const answer = (code, value) => {
		error = code;
		if (code !== 0) errors.push(code);
		return value;
	};
	const refuse = (code) => answer(code, 'false');
	const commit = () => Object.assign(kept, now);

	const API = {
		LMSInitialize(argument) {
			if (argument !== '') return refuse(201);
			// One sitting a launch: neither twice at once nor, unless it is said, again after its end.
			if (phase !== 'before' && !(again && phase === 'over')) return refuse(101);
			phase = 'open';
			now = { 'cmi.core.lesson_status': 'not attempted', 'cmi.core.lesson_mode': 'normal', ...kept };
			calls.push('LMSInitialize');
			return answer(0, 'true');
		},
		LMSFinish(argument) {
			if (phase !== 'open') return refuse(301);
			if (argument !== '') return refuse(201);
			commit();
			phase = 'over';
			calls.push('LMSFinish');
			return answer(0, 'true');
		},
		LMSGetValue(element) {
			if (phase !== 'open') return answer(301, '');
			if (!Object.hasOwn(ELEMENTS, element)) return answer(401, '');
			if (ELEMENTS[element].get === false) return answer(404, '');
			return answer(0, now[element] ?? '');
		},
		LMSSetValue(element, value) {
			if (phase !== 'open') return refuse(301);
			if (/\._(children|count|version)$/.test(element)) return refuse(402);
			if (!Object.hasOwn(ELEMENTS, element)) return refuse(401);
			if (!ELEMENTS[element].set) return refuse(403);
			if (typeof value !== 'string' || !ELEMENTS[element].set(value)) return refuse(405);
			now[element] = value;
			calls.push(`${element} ${value}`);
			return answer(0, 'true');
		},
		LMSCommit(argument) {
			if (phase !== 'open') return refuse(301);
			if (argument !== '') return refuse(201);
			commit();
			calls.push('LMSCommit');
			return answer(0, 'true');
		},
		LMSGetLastError: () => String(error),
		LMSGetErrorString: (code) => WORDS[code] ?? '',
		LMSGetDiagnostic: () => ''
	};
	return { API, calls, errors };
}
