// More windows of one seat on one device: paper, a department's view, a pane on the second screen.

export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Opens a window of this page, or brings the one of that name forward. The opener is kept: a window that
 * came by a link hands its token on with it. Null where the browser does not allow it.
 */
export function openWindow(path: string, name: string, frame?: Frame): Window | null {
  const features = frame
    ? `popup,left=${frame.left},top=${frame.top},width=${frame.width},height=${frame.height}`
    : '';
  return window.open(path, name, features);
}
