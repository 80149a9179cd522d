/** Counts WebGL objects from outside: every create and delete of every context of this page. */

const KINDS = ['Texture', 'Buffer', 'Framebuffer', 'Program', 'Shader'] as const;

type Kind = (typeof KINDS)[number];

/**
 * Begin to count, once a page.
 * @returns tells how many objects of each kind were made and not deleted since
 */
export function countObjects(): () => Record<Kind, number> {
	const live: Record<Kind, number> = { Texture: 0, Buffer: 0, Framebuffer: 0, Program: 0, Shader: 0 };
	const methods = WebGL2RenderingContext.prototype as unknown as Record<
		string,
		(...args: unknown[]) => unknown
	>;
	for (const kind of KINDS)
		for (const [name, change] of [
			[`create${kind}`, 1],
			[`delete${kind}`, -1]
		] as const) {
			const original = methods[name];
			methods[name] = function (this: unknown, ...args: unknown[]) {
				live[kind] += change;
				return original.apply(this, args);
			};
		}
	return () => ({ ...live });
}
