// The type of status-report.mjs, for the tests that import it. What it answers is checked by src/routes/about/status.ts.

export function statusOf(
	reports: Readonly<
		Record<'unit' | 'browser' | 'browsers' | 'links' | 'weight' | 'faults' | 'access' | 'lighthouse', unknown>
	>,
	made: { readonly commit: string; readonly date: string; readonly machine: string }
): unknown;
