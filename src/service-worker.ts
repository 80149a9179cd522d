/** The site's service worker, which pages register themselves (src/lib/site/register-copy.ts). */
import { serveOffline } from '#lib/site/offline-worker.ts';
import type { CopyList } from '#lib/site/copy-list.ts';

/** Written in front of the built file by scripts/offline-list.mjs, when every other file is there. */
declare const OFFLINE_COPY: CopyList;

serveOffline(self as unknown as ServiceWorkerGlobalScope, OFFLINE_COPY);
