import { z } from 'zod'
import { PERMISSIONS, type Permission, ROLE_NAMES, type Role } from '../access/permission.ts'
import { type SettingKey, SETTING_KEYS } from '../settings/settings.ts'
import { act, History, Id, Nothing, Paging, read, Saved, write } from './define-api.ts'

const RoleSchema = z.enum(ROLE_NAMES as [Role, ...Role[]])
const PermissionSchema = z.enum(Object.keys(PERMISSIONS) as [Permission, ...Permission[]])
const Password = z.string().min(1).max(256)

/** In what condition the program is before and after the database opens. */
export const SYSTEM_STATES = ['opening', 'new', 'needs-passphrase', 'ready', 'damaged', 'newer', 'in-use', 'not-writable', 'storage-full', 'migration-failed'] as const
export const SystemState = z.strictObject({
  state: z.enum(SYSTEM_STATES),
  practice: z.boolean(),
  institutionName: z.string(),
  programVersion: z.string(),
  databaseVersion: z.int(),
  /** A practice hospital lies ready on this machine. */
  practiceAvailable: z.boolean(),
  dataFolder: z.string(),
  passwordMinLength: z.int(),
  idleMinutes: z.int(),
})
export type SystemState = z.infer<typeof SystemState>

export const SignedInUser = z.strictObject({
  id: z.string(), loginName: z.string(), displayName: z.string(), roles: z.array(RoleSchema), permissions: z.array(PermissionSchema), mustChangePassword: z.boolean(),
})
export type SignedInUser = z.infer<typeof SignedInUser>

export const BackupInfo = z.strictObject({
  name: z.string(), place: z.enum(['first', 'second']), kind: z.enum(['daily', 'migration', 'package', 'manual', 'before-restore']), at: z.string(), bytes: z.int(),
  /** Checked: opened with the key and found whole after it was written. */
  checked: z.boolean(),
})
export type BackupInfo = z.infer<typeof BackupInfo>

export const JobState = z.strictObject({
  id: z.string(), kind: z.string(), state: z.enum(['running', 'done', 'failed']), done: z.int(), total: z.int(), step: z.string(),
  result: z.unknown().optional(),
  error: z.object({ code: z.string(), fields: z.array(z.any()).optional(), ref: z.string().optional(), detail: z.record(z.string(), z.unknown()).optional() }).optional(),
})
export type JobState = z.infer<typeof JobState>

/** Calls about the program itself: its condition, log-in, users, settings, drafts, audit, backups, jobs, printers. */
export const systemApi = {
  'system.state': read({ need: 'public', beforeOpen: true, input: Nothing, output: SystemState }),
  'system.create': write({
    need: 'public', beforeOpen: true,
    input: z.strictObject({
      institutionName: z.string().trim().min(2).max(70),
      admin: z.strictObject({ loginName: z.string().trim().min(2).max(32), displayName: z.string().trim().min(2).max(30), password: Password }),
    }),
    /** The recovery passphrase, shown this once and printed by the administrator. */
    output: z.strictObject({ passphrase: z.string() }),
  }),
  'system.openPractice': write({ need: 'public', beforeOpen: true, input: z.strictObject({ persons: z.int().min(50).max(5000).optional() }), output: Nothing }),
  'system.leavePractice': write({ need: 'public', beforeOpen: true, input: Nothing, output: Nothing }),
  'system.unlock': write({ need: 'public', beforeOpen: true, input: z.strictObject({ passphrase: z.string().min(1).max(200) }), output: z.strictObject({ opened: z.boolean() }) }),
  'system.restoreChoices': read({ need: 'public', beforeOpen: true, input: Nothing, output: z.array(BackupInfo) }),
  /** Puts a backup in the place of the present database, which is moved aside. Before opening (damaged file) or with the right to. */
  'system.restore': write({
    need: 'public', beforeOpen: true,
    input: z.strictObject({ name: z.string().min(1).max(200), place: z.enum(['first', 'second']), passphrase: z.string().max(200).optional() }),
    output: z.strictObject({ movedAside: z.string(), restoredFrom: z.string() }),
  }),

  'auth.login': write({
    need: 'public', input: z.strictObject({ loginName: z.string().trim().min(1).max(64), password: Password }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('signed-in'), user: SignedInUser }),
      z.strictObject({ outcome: z.literal('wrong'), attemptsLeft: z.int() }),
      z.strictObject({ outcome: z.literal('locked-out'), until: z.string() }),
      z.strictObject({ outcome: z.literal('disabled') }),
    ]),
  }),
  'auth.current': read({ need: 'public', input: Nothing, output: z.strictObject({ user: SignedInUser.nullable(), locked: z.boolean() }) }),
  'auth.logout': write({ need: 'public', input: Nothing, output: Nothing }),
  'auth.lock': write({ need: 'public', input: Nothing, output: Nothing }),
  'auth.unlock': write({
    need: 'public', input: z.strictObject({ password: Password }),
    output: z.strictObject({ outcome: z.enum(['unlocked', 'wrong', 'locked-out']), attemptsLeft: z.int() }),
  }),
  'auth.changePassword': write({ need: 'signed-in', input: z.strictObject({ oldPassword: Password, newPassword: Password }), output: Nothing }),

  'user.list': read({
    need: 'user.write', input: Nothing,
    output: z.array(z.strictObject({
      id: z.string(), loginName: z.string(), displayName: z.string(), roles: z.array(RoleSchema), disabled: z.boolean(), rev: z.int(),
      lastLoginAt: z.string().nullable(), lockedUntil: z.string().nullable(), mustChangePassword: z.boolean(),
    })),
  }),
  'user.save': write({
    need: 'user.write',
    input: z.strictObject({
      id: Id.optional(), rev: z.int().optional(), loginName: z.string().trim().min(2).max(32), displayName: z.string().trim().min(2).max(30),
      roles: z.array(RoleSchema).min(1).max(9), disabled: z.boolean(),
      /** Required for a new account; for an old one it resets the password and ends a lock-out. */
      password: Password.optional(),
    }),
    output: Saved,
  }),
  'user.colleagues': read({ need: 'signed-in', input: z.strictObject({ permission: PermissionSchema.optional() }), output: z.array(z.strictObject({ id: z.string(), loginName: z.string(), displayName: z.string() })) }),

  'setting.get': read({ need: 'signed-in', input: z.strictObject({ key: z.enum(SETTING_KEYS as [SettingKey, ...SettingKey[]]) }), output: z.strictObject({ value: z.unknown(), rev: z.int() }) }),
  /** Needs the right of the setting (`settingRight`) as well. */
  'setting.save': write({
    need: 'settings.read', input: z.strictObject({ key: z.enum(SETTING_KEYS as [SettingKey, ...SettingKey[]]), rev: z.int().min(0), value: z.unknown() }),
    output: z.strictObject({ rev: z.int() }),
  }),
  'setting.history': read({ need: 'settings.read', input: z.strictObject({ key: z.enum(SETTING_KEYS as [SettingKey, ...SettingKey[]]) }), output: History }),

  /** The unfinished work of a form, per user; offered again after a crash. `content` null forgets it. Kept at every pause in typing, so it leaves no audit line. */
  'draft.save': write({ need: 'signed-in', audited: false, input: z.strictObject({ form: z.string().min(1).max(120), content: z.unknown() }), output: Nothing }),
  'draft.get': read({ need: 'signed-in', input: z.strictObject({ form: z.string().min(1).max(120) }), output: z.strictObject({ content: z.unknown(), updatedAt: z.string() }).nullable() }),
  'draft.list': read({ need: 'signed-in', input: Nothing, output: z.array(z.strictObject({ form: z.string(), updatedAt: z.string() })) }),

  'audit.list': read({
    need: 'audit.read',
    input: z.strictObject({ ...Paging, userId: Id.optional(), recordId: Id.optional(), call: z.string().max(80).optional(), from: z.iso.date().optional(), to: z.iso.date().optional() }),
    output: z.strictObject({
      total: z.int(),
      lines: z.array(z.strictObject({ seq: z.int(), at: z.string(), userName: z.string(), call: z.string(), record: z.string().nullable(), recordId: z.string().nullable(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullable() })),
    }),
  }),
  'audit.verify': read({
    need: 'audit.read', input: Nothing,
    output: z.strictObject({ lines: z.int(), headHash: z.string(), firstBroken: z.strictObject({ seq: z.int(), why: z.enum(['missing', 'line', 'history']) }).nullable() }),
  }),

  'backup.list': read({ need: 'backup.run', input: Nothing, output: z.array(BackupInfo) }),
  'backup.run': act({ need: 'backup.run', input: Nothing, output: BackupInfo.extend({ secondPlace: z.enum(['none', 'copied', 'failed']) }) }),
  'recovery.renew': act({ need: 'backup.run', input: Nothing, output: z.strictObject({ passphrase: z.string() }) }),

  'job.get': read({ need: 'signed-in', input: z.strictObject({ id: Id }), output: JobState }),

  'workstation.printers': read({ need: 'signed-in', input: Nothing, output: z.array(z.strictObject({ name: z.string(), displayName: z.string(), isDefault: z.boolean() })) }),
  /** The sheet with the recovery passphrase, for the printer or as PDF; nothing of it is kept. */
  'workstation.recoverySheet': act({ need: 'backup.run', input: z.strictObject({ passphrase: z.string().max(100), printerName: z.string().max(200).nullable() }), output: z.strictObject({ base64: z.string().nullable(), outcome: z.enum(['sent', 'cancelled', 'failed', 'pdf']) }) }),
  'workstation.chooseFolder': act({ need: 'signed-in', input: z.strictObject({ title: z.string().max(100) }), output: z.string().nullable() }),
  /** Writes a file the program made (PDF, CSV) where the user says; answers its path, null when the dialog was closed. */
  'workstation.saveFile': act({
    need: 'signed-in', input: z.strictObject({ fileName: z.string().min(1).max(150), base64: z.base64().max(60_000_000) }), output: z.strictObject({ path: z.string() }).nullable(),
  }),
  'workstation.reveal': act({ need: 'signed-in', input: z.strictObject({ path: z.string().max(1000) }), output: Nothing }),
} as const
