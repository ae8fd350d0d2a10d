/**
 * Makes a photo small enough for a poor line before it is kept: at most 1600 pixels on its longer side,
 * as JPEG. Drawing it again also drops where and with which phone it was taken.
 */

const EDGE_MAX = 1_600;
const QUALITY = 0.8;

/** The size at which a picture of this size is drawn; never larger than it is. */
export function fitted(width: number, height: number, edge = EDGE_MAX): { width: number; height: number } {
  const scale = Math.min(1, edge / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The name under which it goes on: its own, with what it is now. */
export function jpegName(name: string): string {
  return `${name.replace(/\.[a-z0-9]+$/i, '') || 'photo'}.jpg`;
}

/** The photo made small; the file itself where this browser cannot read it as a picture. */
export async function shrink(file: File): Promise<File> {
  if (!file.type.startsWith('image/') || typeof createImageBitmap === 'undefined') return file;
  try {
    const picture = await createImageBitmap(file);
    const { width, height } = fitted(picture.width, picture.height);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height);
    picture.close();
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
    return blob ? new File([blob], jpegName(file.name), { type: 'image/jpeg' }) : file;
  } catch {
    return file;
  }
}
