import { call } from '../api/client.ts'

/** Writes a file the core made where the clerk says; answers the path, null when the dialog was closed. */
export const saveFile = (fileName: string, base64: string): Promise<string | null> => call('workstation.saveFile', { fileName, base64 }).then(saved => saved?.path ?? null)

/** The same for text made on the screen (a list as CSV). */
export function saveText(fileName: string, text: string): Promise<string | null> {
  const bytes = new TextEncoder().encode(text)
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return saveFile(fileName, btoa(binary))
}
