import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import LineChart from '#lib/figures/LineChart.svelte';
import PictureStrip from '#lib/figures/PictureStrip.svelte';
import ProgressBar from '#lib/figures/ProgressBar.svelte';
import TableHeatMap from '#lib/figures/TableHeatMap.svelte';

/** Text without tags and comments, as a reader without CSS would get it. */
const textOf = (html: string): string =>
	html
		.replace(/<!--[\s\S]*?-->/g, '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/\s+/g, ' ');

describe('figures, rendered without a browser', () => {
	it('TableHeatMap names itself, counts what moved and reads a word out', () => {
		const levels = new Uint8Array(512).fill(1);
		const { body } = render(TableHeatMap, {
			props: { title: 'A table', table: { wordLength: 2, levels }, start: new Uint8Array(512), value: 5 }
		});
		expect(body).toContain('512 of 512 entries have moved since step 0.');
		expect(body).toContain('aria-valuetext="value 5, word 1 1"');
		expect(body.match(/<path /g)).toHaveLength(4);
	});

	it('PictureStrip says right and wrong in words', () => {
		const { body } = render(PictureStrip, {
			props: {
				height: 1,
				width: 1,
				images: new Uint8Array(6),
				labels: [0, 1],
				classNames: ['brick', 'wood'],
				answers: [0, 0],
				confidences: [0.9, 0.6]
			}
		});
		expect(textOf(body)).toMatch(/brick right.*90%.*wood says brick.*60%/);
	});

	it('PictureStrip has no answers before the first test', () => {
		const { body } = render(PictureStrip, {
			props: { height: 1, width: 1, images: new Uint8Array(3), labels: [0], classNames: ['brick'] }
		});
		expect(textOf(body)).toContain('no answer yet');
	});

	it('LineChart carries its summary as a text alternative and draws a line', () => {
		const { body } = render(LineChart, {
			props: {
				title: 'Loss',
				summary: 'It falls.',
				xLabel: 'step',
				xDomain: [0, 2],
				yDomain: [0, 1],
				formatY: (y: number) => y.toFixed(1),
				series: [
					{
						id: 'a',
						label: 'yours',
						look: 'main',
						points: [
							{ x: 0, y: 1 },
							{ x: 2, y: 0 }
						]
					}
				]
			}
		});
		expect(body).toContain('aria-label="Loss. It falls."');
		expect(body).toMatch(/<path class="main[^>]* d="M/);
	});

	it('ProgressBar says steps, speed and time left', () => {
		const { body } = render(ProgressBar, {
			props: { step: 1200, steps: 2000, stepsPerSecond: 40, secondsLeft: 20 }
		});
		expect(textOf(body)).toContain('step 1,200 of 2,000 40 steps/s 20 s left');
	});
});
