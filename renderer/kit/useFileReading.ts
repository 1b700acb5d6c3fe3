import { type DragEvent, useCallback, useRef, useState } from 'react'
import type { Input, Name, Output } from '../../domain/api/api.ts'
import type { CallFailure } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { useWrite } from '../api/useCall.ts'
import { base64Of } from './save-file.ts'

export type FileToRead = { readonly name: string; readonly base64: string }
type Options<N extends Name> = {
  /** What the call is asked for a dropped file; undefined: the call asks for one in a dialog. */
  inputOf(file: FileToRead | undefined): Input<N>
  mostBytes: number
  /** The sentence about a file above `mostBytes`. */
  tooLarge(): string
  /** What was read, in the order given, and how many files there were. */
  onRead(answers: readonly NonNullable<Output<N>>[], asked: number): void
}

/**
 * Files of instruments chosen or dropped, read one after the other: one that is refused keeps no other from being read, and
 * each refusal stands in `problems` with the name of its file until the next are read.
 */
export function useFileReading<N extends Name>(name: N, { inputOf, mostBytes, tooLarge, onRead }: Options<N>) {
  const [problems, setProblems] = useState<readonly string[]>([])
  const refused = useRef('')
  const { run, busy } = useWrite(name, useCallback((failure: CallFailure) => { refused.current = failureText(failure); return true }, []))
  async function read(files: readonly (File | undefined)[]): Promise<void> {
    setProblems([])
    const [answers, faults]: [NonNullable<Output<N>>[], string[]] = [[], []]
    for (const file of files) {
      const isTooLarge = file !== undefined && file.size > mostBytes
      refused.current = isTooLarge ? tooLarge() : ''
      const answer = isTooLarge ? undefined : await run(inputOf(file && { name: file.name, base64: base64Of(new Uint8Array(await file.arrayBuffer())) }))
      if (refused.current) faults.push(file && files.length > 1 ? `${file.name}: ${refused.current}` : refused.current)
      if (answer) answers.push(answer)
    }
    setProblems(faults)
    onRead(answers, files.length)
  }
  return {
    busy, problems,
    choose(): void { if (!busy) void read([undefined]) },
    /** For the element files are dropped on. */
    target: {
      onDragOver(event: DragEvent): void { event.preventDefault() },
      onDrop(event: DragEvent): void { event.preventDefault(); if (!busy) void read([...event.dataTransfer.files]) },
    },
  }
}
