import { permissionsOf, type Role, ROLE_NAMES } from '../../../../domain/access/permission.ts'
import type { User } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { infectionRights } from '../../registry/infection-access.ts'
import { hashPassword, verifyPassword } from '../../security/password.ts'

export type Account = {
  id: string; loginName: string; displayName: string; passwordHash: string; mustChangePassword: 0 | 1; disabled: 0 | 1
  failedLogins: number; lockedUntil: string | null; rev: number
}

/** The account with this log-in name; log-in names are compared without case. */
export async function findAccount(db: ReadDb, loginName: string): Promise<Account | undefined> {
  return db.selectFrom('userAccount').selectAll().where('loginName', '=', foldLoginName(loginName)).executeTakeFirst()
}

/** Log-in names are kept folded, so that 'Wang' and 'wang' cannot be two people. */
export const foldLoginName = (loginName: string): string => loginName.normalize('NFKC').trim().toLowerCase()

/** The account as the dispatcher uses it: with all rights of its roles, and those its name alone gives it. */
export async function userOf(db: ReadDb, account: Pick<Account, 'id' | 'loginName' | 'displayName'>): Promise<User> {
  const rows = await db.selectFrom('userRole').select('role').where('userId', '=', account.id).orderBy('role').execute()
  const roles = rows.map(row => row.role).filter((role): role is Role => (ROLE_NAMES as string[]).includes(role))
  return { id: account.id, loginName: account.loginName, displayName: account.displayName, roles, permissions: new Set([...permissionsOf(roles), ...await infectionRights(db, account.id)]) }
}

export type LoginCheck = { outcome: 'ok'; account: Account } | { outcome: 'wrong'; account: Account | null } | { outcome: 'locked-out'; until: string } | { outcome: 'disabled' }

// Somebody who tries names must not learn from the clock which of them exist.
let decoy: Promise<string> | undefined
const decoyHash = (): Promise<string> => decoy ??= hashPassword('nobody has this password')

/** Checks name and password without writing; the caller counts failures with `countFailure`. */
export async function checkLogin(db: ReadDb, loginName: string, password: string, now: string): Promise<LoginCheck> {
  const account = await findAccount(db, loginName)
  if (!account) {
    await verifyPassword(password, await decoyHash())
    return { outcome: 'wrong', account: null }
  }
  if (account.lockedUntil && account.lockedUntil > now) return { outcome: 'locked-out', until: account.lockedUntil }
  if (!(await verifyPassword(password, account.passwordHash))) return { outcome: 'wrong', account }
  return account.disabled ? { outcome: 'disabled' } : { outcome: 'ok', account }
}
