export interface Advisory {
	readonly name: string;
	readonly severity: string;
	readonly title: string;
	readonly url: string;
	/** Versions it is about. */
	readonly range: string;
	/** Whether the site itself is made of it; otherwise only the tools that build and test it. */
	readonly inSite: boolean;
}
export interface Advisories {
	/** When the registry was asked, YYYY-MM-DD. */
	readonly date: string;
	readonly packages: number;
	readonly advisories: readonly Advisory[];
}
export function advisoriesOf(audit: unknown, installed: readonly string[], date: string): Advisories;
