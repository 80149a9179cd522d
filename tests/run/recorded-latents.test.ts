import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entryBits, quantizeLatents } from '#lib/core/encoding.ts';
import { parseRecordedLatents } from '#lib/run/recorded-latents.ts';
import { parseRecordedStudy } from '#lib/run/parse-recorded-study.ts';
import { finalTable } from '#lib/run/study-summary.ts';

const FOLDER = 'static/runs';
const files = readdirSync(FOLDER).filter((name) => name.startsWith('latents-'));

describe('recorded latents', () => {
	it('round to the table that the study recorded of the same run', () => {
		expect(files.length).toBeGreaterThan(0);
		for (const file of files) {
			const latents = parseRecordedLatents(JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')));
			const path = `${FOLDER}/study-${latents.study}.json`;
			expect(existsSync(path)).toBe(true);
			const study = parseRecordedStudy(JSON.parse(readFileSync(path, 'utf8')));
			const run = study.runs.find(
				({ encoding, seed }) => encoding === latents.encoding && seed === latents.seed
			);
			if (!run) throw new Error(`${file} is of a run that its study does not have`);
			expect(run.snapshotHash).toBe(latents.snapshotHash);
			const bits = entryBits(study.encodings[latents.encoding].encoding);
			const values = Float32Array.from(latents.thousandths, (n) => n / 1000);
			expect(quantizeLatents(values, latents.wordLength, bits).levels).toEqual(
				finalTable(study, run)?.levels
			);
		}
	});

	it('are refused when the table has another size', () => {
		const good = JSON.parse(readFileSync(`${FOLDER}/${files[0]}`, 'utf8')) as { thousandths: number[] };
		expect(() => parseRecordedLatents({ ...good, thousandths: good.thousandths.slice(1) })).toThrow(
			'has 2560 latents, got 2559'
		);
		expect(() => parseRecordedLatents({ ...good, version: 2 })).toThrow('version');
	});
});
