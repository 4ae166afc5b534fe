// Runs before the first paint, so that a page chosen dark does not open with a flash of white.
try {
  const theme = localStorage.getItem("entente.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be closed to us; the system's choice then stands.
}
