import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message, type Message } from '../../../../domain/message/message.ts'
import type { ReadContext } from '../../context.ts'

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
    throw fileIssue(message('eyeDevice.closed', '文件打不开(可能正被仪器软件占用或已移走);请稍后再试'))
  }
}
