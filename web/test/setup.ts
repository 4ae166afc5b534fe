import { cleanup, configure } from "@testing-library/vue";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { speak } from "../src/i18n/index.ts";

// A page is fetched when it is first visited, and machines are busy at times.
configure({ asyncUtilTimeout: 5_000 });

// jsdom has no layout, and these ask for one.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
globalThis.scrollTo = () => undefined;
HTMLCanvasElement.prototype.getContext = () => null;
Element.prototype.scrollIntoView ??= () => undefined;
Element.prototype.hasPointerCapture ??= () => false;
Element.prototype.releasePointerCapture ??= () => undefined;

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  await speak("en");
  // A warning of Vue or of vue-i18n is a fault.
  vi.spyOn(console, "warn");
  vi.spyOn(console, "error");
});

afterEach(() => {
  cleanup();
  expect(console.warn).not.toHaveBeenCalled();
  expect(console.error).not.toHaveBeenCalled();
});
