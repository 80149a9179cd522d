// Applies the theme the reader chose last time. Without a choice, or without storage, the system decides.
try {
	const theme = localStorage.getItem('theme');
	if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
	// Storage is refused in some frames; the system's theme is then right.
}
