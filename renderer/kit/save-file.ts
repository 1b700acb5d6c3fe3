import { call } from '../api/client.ts'

/** Writes a file the core made where the clerk says; answers the path, null when the dialog was closed. */
export const saveFile = (fileName: string, base64: string): Promise<string | null> => call('workstation.saveFile', { fileName, base64 }).then(saved => saved?.path ?? null)

/** Bytes as the contract carries them. */
export function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** The same for text made on the screen (a list as CSV). */
export const saveText = (fileName: string, text: string): Promise<string | null> => saveFile(fileName, base64Of(new TextEncoder().encode(text)))
