import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../../domain/api/result.ts'
import { block, message, type Message } from '../../../domain/message/message.ts'
import type { ReadContext } from '../context.ts'

export type GivenFile = { readonly name: string; readonly bytes: Buffer }
type Asked = { readonly title: string; readonly extensions: string[]; readonly mostBytes: number; readonly tooLarge: Message }

export const fileIssue = (text: Message): AppError => new AppError('invalid', [block('file', text)])

/** The file that came with the call, else the one chosen in a dialog; null when the dialog was closed. */
export async function givenFile(context: ReadContext, dropped: { readonly name: string; readonly base64: string } | undefined, { title, extensions, mostBytes, tooLarge }: Asked): Promise<GivenFile | null> {
  if (dropped) {
    const bytes = Buffer.from(dropped.base64, 'base64')
    if (bytes.length > mostBytes) throw fileIssue(tooLarge)
    return { name: dropped.name, bytes }
  }
  const path = await context.ports.dialogs.chooseFile(title, extensions)
  if (path === null) return null
  try {
    if ((await stat(path)).size > mostBytes) throw fileIssue(tooLarge)
    return { name: basename(path), bytes: await readFile(path) }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw fileIssue(message('givenFile.closed', '文件打不开(可能正被其他软件占用或已移走);请稍后再试'))
  }
}

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
/** Cut by code points, like the store counts; the whole stands in the file. */
export const within = (text: string, most: number): string => { const all = [...text]; return all.length <= most ? text : `${all.slice(0, most - 1).join('')}…` }
/** A line of a file as it can be shown: spreadsheets put a tab before a number, XML has line breaks; what cannot be shown is a space here and stands in the file. */
export const shown = (text: string, most: number): string => within(text.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF\s]+/gu, ' ').trim(), most)

/** How the pictures begin that a window can show; the name of a file says nothing about what is in it. */
const BEGINNINGS: Readonly<Record<string, readonly number[]>> = { 'image/jpeg': [0xff, 0xd8, 0xff], 'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] }
export const pictureType = (bytes: Uint8Array): string | null => Object.entries(BEGINNINGS).find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0] ?? null
