import { z } from 'zod'
import { DEVICE_MAPPING_IDS, type DeviceMappingId } from '../rule/eye/device-mappings.ts'
import { DEFAULT_SCAN_OPTIONS, SCAN_SUFFIXES } from './scan-recogniser.ts'

/** Where a fact stands in a reader's answer: names joined by dots, `IDCardInfo.cardID`; empty where the reader has none. */
const FieldPath = z.string().trim().max(120).regex(/^[\p{L}\p{N}_$.-]*$/u)

export const CARD_FIELDS = ['name', 'sex', 'ethnicGroup', 'birthDay', 'address', 'idNumber', 'issuer', 'validFrom', 'validTo', 'photo'] as const
export type CardField = (typeof CARD_FIELDS)[number]

const CardFieldPaths = z.strictObject(Object.fromEntries(CARD_FIELDS.map(name => [name, FieldPath])) as Record<CardField, typeof FieldPath>)

/** A message the program looks at: the value at the path, as text. An empty path looks at nothing. */
const Match = z.strictObject({ path: FieldPath, equals: z.string().max(60) })

/**
 * How the reader's own service on this computer is asked. Only this computer's own addresses can be written down, so
 * that a card can never be sent for over a network.
 */
export const ReaderSetting = z.strictObject({
  kind: z.enum(['none', 'http', 'webSocket']),
  preset: z.string().max(40),
  host: z.enum(['127.0.0.1', '::1']),
  port: z.int().min(1).max(65_535),
  path: z.string().max(200).regex(/^\/[\x21-\x7e]*$/),
  method: z.enum(['GET', 'POST']),
  /** What is sent: the body of the request, or the first message of the connection. */
  request: z.string().max(2000),
  /** WebSocket: `request` asks and waits; `push` waits until a card is laid on the reader. */
  mode: z.enum(['request', 'push']),
  timeoutMs: z.int().min(1000).max(60_000),
  /** Which message is the answer; others (heartbeats) are passed over. */
  answer: Match,
  /** What the answer says when a card was read. */
  success: Match,
  /** Where a refusal says why, shown to the clerk as the reader's own words. */
  reason: FieldPath,
  fields: CardFieldPaths,
})
export type ReaderSetting = z.infer<typeof ReaderSetting>

export const ScannerSetting = z.strictObject({
  maxGapMs: z.int().min(10).max(120), minLength: z.int().min(4).max(30), prefix: z.string().max(5), suffix: z.enum(SCAN_SUFFIXES), repeatMs: z.int().min(0).max(5000),
})
export type ScannerSetting = z.infer<typeof ScannerSetting>

export const SecondScreenSetting = z.strictObject({
  /** `window`: an ordinary window, for practice or with one display. */
  mode: z.enum(['off', 'display', 'window']),
  /** A screen at the window can be seen by the next in the queue: the middle of the numbers is hidden unless the hospital says otherwise. */
  fullNumbers: z.boolean(),
  openAtStart: z.boolean(),
})
export type SecondScreenSetting = z.infer<typeof SecondScreenSetting>

/** A folder written out whole, of this computer or the network; empty for none. */
const Folder = z.string().trim().max(500).regex(/^(?:$|[A-Za-z]:[\\/]|\\\\|\/)/).default('')
/** Where the instruments of the eye clinic write their results, a folder each: in a common one nobody could say whose a file is. */
export const EyeFolders = z.strictObject(Object.fromEntries(DEVICE_MAPPING_IDS.map(id => [id, Folder])) as Record<DeviceMappingId, typeof Folder>)
  .refine(folders => { const used = Object.values(folders).filter(folder => folder !== ''); return new Set(used).size === used.length })
export type EyeFolders = z.infer<typeof EyeFolders>

/** Where the instruments of the pelvic clinic write their reports; whose one is, a therapist says. */
export const PelvicFolder = z.strictObject({ folder: Folder })

/** What hangs on this one workstation; kept in its own data folder, not in the hospital's database. */
export const DeviceSettings = z.strictObject({ scanner: ScannerSetting, reader: ReaderSetting, secondScreen: SecondScreenSetting, eyeFolders: EyeFolders, pelvicReports: PelvicFolder })
export type DeviceSettings = z.infer<typeof DeviceSettings>

const INFO = 'IDCardInfo'
const SERVICE_38088 = {
  host: '127.0.0.1', port: 38_088, timeoutMs: 15_000, success: { path: 'code', equals: '0' }, reason: 'message',
  fields: {
    name: `${INFO}.name`, sex: `${INFO}.sex`, ethnicGroup: `${INFO}.nation`, birthDay: `${INFO}.birthday`, address: `${INFO}.address`, idNumber: `${INFO}.cardID`,
    issuer: `${INFO}.issueOrgan`, validFrom: `${INFO}.validStart`, validTo: `${INFO}.validEnd`, photo: `${INFO}.photoBase64`,
  },
} as const

/**
 * Starting points as data; every part can be changed on the settings page. The first two follow the local service of
 * document cameras and signing screens that answers on port 38088, as its published interface description (东信智能
 * EST-100, HTTP) and public client code (WebSocket, `read_idcard`) show it. They have not been tried on the devices.
 */
export const READER_PRESETS: Readonly<Record<string, ReaderSetting>> = {
  http38088: { ...SERVICE_38088, kind: 'http', preset: 'http38088', path: '/card=idcard', method: 'POST', request: '', mode: 'request', answer: { path: '', equals: '' } },
  ws38088: {
    ...SERVICE_38088, kind: 'webSocket', preset: 'ws38088', path: '/', method: 'GET', request: '{"function": "read_idcard"}', mode: 'request', answer: { path: 'function', equals: 'read_idcard' },
  },
  wsPush: { ...SERVICE_38088, kind: 'webSocket', preset: 'wsPush', path: '/', method: 'GET', request: '', mode: 'push', answer: { path: 'function', equals: 'read_idcard' } },
}

export const INITIAL_DEVICE_SETTINGS: DeviceSettings = {
  scanner: { ...DEFAULT_SCAN_OPTIONS },
  reader: { ...READER_PRESETS.http38088!, kind: 'none' },
  secondScreen: { mode: 'off', fullNumbers: false, openAtStart: false },
  eyeFolders: { adaptica2winCsv: '', joiaRefXml: '', exampleCsv: '' },
  pelvicReports: { folder: '' },
}
