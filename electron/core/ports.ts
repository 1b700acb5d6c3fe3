import type { Worker } from 'node:worker_threads'
import type { ReaderSetting, SecondScreenSetting } from '../../domain/device/device-settings.ts'
import type { ParentAnswer, ParentFact } from '../../domain/device/parent-facts.ts'

/** One sheet run to a printer: finished HTML whose pages are sized in mm by its own @page rule. */
export type PrintJob = { html: string; printerName: string; silent: boolean; copies?: number; pageWidthMm: number; pageHeightMm: number }
/** What the printer port says after a run: `sent` means the spooler took it, not that paper came out. */
export type PrintAnswer = { outcome: 'sent' } | { outcome: 'cancelled' } | { outcome: 'failed'; reason: string }

export type PrinterPort = {
  list(): Promise<{ name: string; displayName: string; isDefault: boolean }[]>
  print(job: PrintJob): Promise<PrintAnswer>
  /** Bytes of a PDF made from the same HTML; the page size comes from the HTML's @page rule. */
  toPdf(html: string): Promise<Uint8Array>
}

/** The operating system's key store (Electron safeStorage, DPAPI on Windows). */
export type SecretsPort = { isAvailable(): boolean; wrap(plain: Uint8Array): Uint8Array; unwrap(sealed: Uint8Array): Uint8Array }

export type DialogsPort = {
  chooseFolder(title: string): Promise<string | null>
  chooseFile(title: string, extensions: string[]): Promise<string | null>
  saveFile(title: string, suggestedName: string): Promise<string | null>
  /** Shows a file or folder in the system's file manager. */
  reveal(path: string): Promise<void>
}

/** Writes to the log file. Never personal data: names of calls, record ids, durations and codes only. */
export type LogPort = {
  info(event: string, facts?: Record<string, string | number | boolean>): void
  warn(event: string, facts?: Record<string, string | number | boolean>): void
  error(event: string, facts?: Record<string, string | number | boolean>): void
}

export type Folders = {
  /** Holds the database, the wrapped key and the backups; one running program per data folder. */
  data: string
  /** Layouts, region data, locale: read only. */
  resources: string
  /** Folder with the shipped print fonts (NotoSerifSC_400Regular.ttf …). */
  fonts: string
}

/** An ID card reader on this workstation. `read` answers the service's JSON as it came, or throws ReadFailure. */
export type CardReaderPort = {
  read(setting: ReaderSetting, cancelled: AbortSignal): Promise<unknown>
  status(): 'idle' | 'reading'
}

/** What the second screen shows while a parent looks: whose hospital, which facts. Nothing else ever goes there. */
export type ScreenFacts = { hospital: string; facts: readonly ParentFact[] }

/** The screen on the parent's side of the desk. */
export type SecondScreenPort = {
  /** Opens it idle, with the hospital's name. */
  open(mode: SecondScreenSetting['mode'], hospital: string): Promise<void>
  /** Shows the facts and settles with the parent's or the clerk's answer; `closed` when nobody will answer any more. */
  ask(mode: SecondScreenSetting['mode'], facts: ScreenFacts): Promise<ParentAnswer | { kind: 'closed' }>
  /** The clerk answers for a parent who cannot touch the screen. False when nothing is asked. */
  answer(given: ParentAnswer): boolean
  /** Takes the facts off the screen; who asked gets `closed`. */
  clear(): void
  close(): void
  isOpen(): boolean
  displays(): number
}

/** Everything the core needs from whoever runs it: Electron, a test, later a hospital server. */
export type Ports = {
  clock: { nowMs(): number }
  /** A UUIDv7: sortable, made by the program, so that records of two workstations can meet. */
  newId(): string
  randomBytes(count: number): Uint8Array
  folders: Folders
  printer: PrinterPort
  secrets: SecretsPort
  dialogs: DialogsPort
  cardReader: CardReaderPort
  secondScreen: SecondScreenPort
  log: LogPort
  /** Starts the long-work worker (`electron/core/worker.ts`, bundled or not). */
  startWorker(data: unknown): Worker
  program: { name: string; version: string }
}
