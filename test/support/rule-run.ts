import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { resources } from './growth.ts'

/** A rule's command as a researcher runs it: CSV in, CSV out. */
export function runRule(words: readonly string[], input: string): Promise<{ code: number; out: string; err: string }> {
  return new Promise(done => {
    const child = execFile(process.execPath, [join(dirname(resources), 'scripts/rule.ts'), ...words], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } }, (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }))
    child.stdin?.end(input)
  })
}
