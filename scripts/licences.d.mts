import type { Plugin } from 'vite';

export interface PackageLicence {
	name: string;
	version: string;
	licence: string;
	text: string;
}
export const COMPATIBLE: string[];
export const bundledList: string;
export function packageOf(id: string): string | undefined;
export function bundledPackages(): Plugin;
export function licenceOf(about: { name: string; license?: string }): string;
export function licencesOf(folders: string[], repository?: string): PackageLicence[];
export function bundledLicences(repository: string): PackageLicence[];
