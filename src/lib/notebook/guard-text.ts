/** How the guards in a cell's source are written (guarded-source.ts puts them in), and how they are taken out again. */

/** How every name and comment of ours begins; a cell may not use it, so that what was put in can be taken out again. */
export const GUARD = '$guard';

/** Stands where an insertion ends, so that it is known again. */
export const MARK = `/*${GUARD}*/`;

/** The guards, as frame/guards.ts has them. */
const NAMES = ['made', 'many', 'grows', 'joined', 'sent', 'began'] as const;

/** What stands before the body: the guards under names of their own. */
export const GUARD_PRELUDE = `const { ${NAMES.map((name) => `${name}: ${GUARD}_${name}`).join(', ')} } = ${GUARD};`;

const escaped = (text: string): string => text.replace(/[$*/.(){}]/g, '\\$&');

const INSERTED = new RegExp(
	[`(, \\d+)?${escaped(MARK)}\\)`, ` ${escaped(GUARD)}_began\\(\\d+\\);`, ` ${escaped(GUARD)}_\\w+\\(`].join(
		'|'
	),
	'g'
);

/** The source as it was before the guards came in; a function's text, for example. */
export const withoutGuards = (text: string): string => text.replaceAll(INSERTED, '');
