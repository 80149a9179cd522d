try {
	const theme = localStorage.getItem('theme');
	if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {}
{
	const site = new URL('.', document.querySelector('link[rel="icon"]').href).href;
	self.trustedTypes?.createPolicy('default', {
		createScriptURL(address) {
			const { href } = new URL(address, location);
			if (href.startsWith(site + '_app/immutable/workers/') || href === site + 'service-worker.js')
				return href;
			throw new TypeError('No worker of this site: ' + href);
		}
	});
}
