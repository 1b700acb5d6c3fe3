import { mkdtempSync, rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { PrintJob, Ports } from '../../electron/core/ports.ts'
import { localCardReader } from '../../electron/shell/card-reader/card-reader.ts'
import { paperScreen, type PaperScreen } from './paper-screen.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

export type TestPorts = Ports & {
  clock: { nowMs(): number; setMs(ms: number): void; advanceMs(ms: number): void }
  printed: PrintJob[]
  /** The pages that became a PDF, in order. */
  madePdfs: string[]
  secondScreen: PaperScreen
  /** What the printer answers next; `sent` unless told. */
  printerSays: (answer: 'sent' | 'cancelled' | 'failed') => void
  logged: { level: string; event: string; facts: Record<string, unknown> }[]
  remove(): void
}

/** Ports on a folder of its own with a clock the test sets, ids in order, a recording printer and log. */
export function testPorts(options: { startAt?: string; secrets?: boolean } = {}): TestPorts {
  const data = mkdtempSync(join(tmpdir(), 'fuyou-test-'))
  let nowMs = Date.parse(options.startAt ?? '2026-03-10T01:00:00Z')
  let count = 0
  let outcome: 'sent' | 'cancelled' | 'failed' = 'sent'
  const printed: PrintJob[] = []
  const madePdfs: string[] = []
  const logged: TestPorts['logged'] = []
  const log = (level: string) => (event: string, facts: Record<string, unknown> = {}) => { logged.push({ level, event, facts }) }
  return {
    clock: { nowMs: () => nowMs, setMs: ms => { nowMs = ms }, advanceMs: ms => { nowMs += ms } },
    newId: () => `01900000-0000-7000-8000-${String(++count).padStart(12, '0')}`,
    randomBytes: size => new Uint8Array(randomBytes(size)),
    folders: { data: join(data, 'data'), resources: join(root, 'resources'), fonts: join(root, 'node_modules/@expo-google-fonts/noto-serif-sc') },
    printer: {
      list: async () => [{ name: 'PDF', displayName: 'PDF', isDefault: true }],
      print: async job => { printed.push(job); return outcome === 'failed' ? { outcome, reason: 'paper jam' } : { outcome } },
      // Unit tests run without a window; positions on the PDF are tested with the real printer in test/print and test/e2e.
      toPdf: async html => { madePdfs.push(html); return new TextEncoder().encode(`%PDF-1.4\n% ${html.length}\n`) },
    },
    secrets: {
      isAvailable: () => options.secrets ?? true,
      wrap: plain => Uint8Array.from(plain, byte => byte ^ 0x5a),
      unwrap: sealed => Uint8Array.from(sealed, byte => byte ^ 0x5a),
    },
    dialogs: { chooseFolder: async () => null, chooseFile: async () => null, saveFile: async () => null, reveal: async () => {} },
    // The real transports: a test that reads cards starts the simulator and names its port.
    cardReader: localCardReader(),
    secondScreen: paperScreen(),
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    startWorker: workerData => new Worker(new URL('../../electron/core/worker.ts', import.meta.url), { workerData }),
    program: { name: 'fuyou-desk', version: '0.0.0-test' },
    printed, madePdfs, logged,
    printerSays: answer => { outcome = answer },
    remove: () => rmSync(data, { recursive: true, force: true }),
  }
}
