// Doing something once a dialog or a menu has gone.

/** The library gives the focus back a frame after an overlay has closed; what moves the focus itself waits for that. */
export const afterOverlay = (run: () => void): void => {
  requestAnimationFrame(() => requestAnimationFrame(run));
};
