import { type Permission, ROLES, separatedPair } from '../../../../domain/access/permission.ts'
import type { SignedInUser } from '../../../../domain/api/system-api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import type { User, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { hashPassword, verifyPassword } from '../../security/password.ts'
import { type Account, checkLogin, findAccount, foldLoginName, userOf } from './accounts.ts'
import { infectionAccessHandlers } from './infection-access-handlers.ts'
import { WrongPassword } from './wrong-password.ts'

/** What a window learns about its user. */
export const asSignedIn = (user: User, mustChangePassword: boolean): SignedInUser =>
  ({ id: user.id, loginName: user.loginName, displayName: user.displayName, roles: [...user.roles], permissions: [...user.permissions], mustChangePassword })

/** Counts one wrong password; answers how many are left before the account is locked, and until when. */
export async function countFailure(context: WriteContext, account: Account): Promise<{ left: number; until: string | null }> {
  const { failedLoginsBeforeLock, lockMinutes } = await context.setting('security')
  const failed = account.failedLogins + 1
  const until = failed >= failedLoginsBeforeLock ? new Date(context.nowMs + lockMinutes * 60_000).toISOString() : null
  // After a lock-out ends the count starts again.
  await context.db.updateTable('userAccount').set({ failedLogins: until ? 0 : failed, lockedUntil: until }).where('id', '=', account.id).execute()
  context.touched('user', account.id)
  context.fact('outcome', until ? 'locked-out' : 'wrong')
  return { left: Math.max(0, failedLoginsBeforeLock - failed), until }
}

const passwordIssues = (password: string, minLength: number, path: string): FieldIssue[] =>
  [...password].length < minLength ? [block(path, message('user.passwordShort', '密码至少 {{min}} 位', { min: minLength }))] : []

export const accountHandlers = {
  ...infectionAccessHandlers,
  'auth.login': async ({ loginName, password }, context) => {
    const unknownUntil = context.services.unknownLogins.lockedUntil(foldLoginName(loginName), context.now)
    if (unknownUntil && !await findAccount(context.db, loginName)) {
      context.fact('outcome', 'locked-out')
      return { outcome: 'locked-out', until: unknownUntil }
    }
    const check = await checkLogin(context.db, loginName, password, context.now)
    if (check.outcome === 'ok') {
      await context.db.updateTable('userAccount').set({ failedLogins: 0, lockedUntil: null, lastLoginAt: context.now }).where('id', '=', check.account.id).execute()
      const user = await userOf(context.db, check.account)
      context.touched('user', user.id)
      context.fact('outcome', 'signed-in')
      context.signIn(user, check.account.mustChangePassword === 1)
      return { outcome: 'signed-in', user: asSignedIn(user, check.account.mustChangePassword === 1) }
    }
    if (check.outcome === 'wrong') {
      const { left, until } = check.account
        ? await countFailure(context, check.account)
        : context.services.unknownLogins.countFailure(foldLoginName(loginName), context.nowMs, await context.setting('security'))
      context.fact('outcome', until ? 'locked-out' : 'wrong')
      return until ? { outcome: 'locked-out', until } : { outcome: 'wrong', attemptsLeft: left }
    }
    context.fact('outcome', check.outcome)
    return check
  },
  'auth.current': async (_input, context) => {
    const session = context.session()
    return { user: session && asSignedIn(session.user, session.mustChangePassword), locked: session?.locked ?? false }
  },
  // Who goes leaves no family's facts on the parent's screen.
  'auth.logout': async (_input, context) => { context.signOut(); context.ports.secondScreen.clear(); return null },
  'auth.lock': async (_input, context) => { context.lock(true); context.ports.secondScreen.clear(); return null },
  'auth.unlock': async ({ password }, context) => {
    const session = context.session()?.user
    if (!session) throw new AppError('signed-out')
    const check = await checkLogin(context.db, session.loginName, password, context.now)
    if (check.outcome === 'ok') {
      await context.db.updateTable('userAccount').set({ failedLogins: 0 }).where('id', '=', check.account.id).execute()
      context.lock(false)
      return { outcome: 'unlocked', attemptsLeft: 0 }
    }
    if (check.outcome !== 'wrong' || !check.account) { context.signOut(); return { outcome: 'locked-out', attemptsLeft: 0 } }
    const { left, until } = await countFailure(context, check.account)
    if (until) context.signOut()
    return { outcome: until ? 'locked-out' : 'wrong', attemptsLeft: left }
  },
  'auth.changePassword': async ({ oldPassword, newPassword }, context) => {
    const account = await findAccount(context.db, context.user.loginName)
    if (!account) throw new AppError('not-found')
    // Counted like a wrong log-in: an open window must not be a place to try passwords at.
    if (!(await verifyPassword(oldPassword, account.passwordHash))) throw new WrongPassword(account.id, block('oldPassword', message('user.oldPasswordWrong', '原密码不正确,请重新输入')))
    const { passwordMinLength } = await context.setting('security')
    const issues = passwordIssues(newPassword, passwordMinLength, 'newPassword')
    if (oldPassword === newPassword) issues.push(block('newPassword', message('user.passwordSame', '新密码不能与原密码相同')))
    if (issues.length) throw new AppError('invalid', issues)
    await context.db.updateTable('userAccount').set({ passwordHash: await hashPassword(newPassword), mustChangePassword: 0 }).where('id', '=', account.id).execute()
    context.touched('user', account.id)
    context.signIn(context.user, false)
    return null
  },

  'user.list': async (_input, { db }) => {
    const accounts = await db.selectFrom('userAccount').selectAll().orderBy('loginName').execute()
    const roles = await db.selectFrom('userRole').selectAll().execute()
    return accounts.map(account => ({
      id: account.id, loginName: account.loginName, displayName: account.displayName, disabled: account.disabled === 1, rev: account.rev,
      lastLoginAt: account.lastLoginAt, lockedUntil: account.lockedUntil, mustChangePassword: account.mustChangePassword === 1,
      // A role of a later or an earlier program gives no rights here and is not shown.
      roles: roles.filter(row => row.userId === account.id && Object.hasOwn(ROLES, row.role)).map(row => row.role) as (keyof typeof ROLES)[],
    }))
  },
  'user.save': async (input, context) => {
    const loginName = foldLoginName(input.loginName)
    const issues: FieldIssue[] = []
    const pair = separatedPair(input.roles)
    if (pair) {
      issues.push(block('roles', message('user.separatedRoles', '证章分离:同一账号不能同时担任“{{one}}”和“{{other}}”', { one: ROLES[pair[0]].title, other: ROLES[pair[1]].title })))
    }
    const namesake = await findAccount(context.db, loginName)
    if (namesake && namesake.id !== input.id) issues.push(block('loginName', message('user.loginNameTaken', '登录名“{{name}}”已被使用,请换一个', { name: loginName })))
    const { passwordMinLength } = await context.setting('security')
    if (input.password !== undefined) issues.push(...passwordIssues(input.password, passwordMinLength, 'password'))
    else if (!input.id) issues.push(block('password', message('user.passwordMissing', '请为新用户设置初始密码')))
    const old = input.id ? await context.db.selectFrom('userAccount').selectAll().where('id', '=', input.id).executeTakeFirst() : undefined
    if (input.id && !old) throw new AppError('not-found')
    if (old && old.rev !== input.rev) throw new AppError('edit-conflict')
    if (!input.roles.includes('administrator') || input.disabled) issues.push(...await lastAdministrator(context, input.id))
    if (issues.length) throw new AppError('invalid', issues)

    const id = old?.id ?? context.newId()
    const rev = (old?.rev ?? 0) + 1
    const password = input.password === undefined ? {} : { passwordHash: await hashPassword(input.password), mustChangePassword: 1 as const, failedLogins: 0, lockedUntil: null }
    const facts = { loginName, displayName: input.displayName, disabled: input.disabled ? 1 as const : 0 as const, rev }
    if (old) {
      await context.db.updateTable('userAccount').set({ ...facts, ...password }).where('id', '=', id).execute()
      await context.db.deleteFrom('userRole').where('userId', '=', id).execute()
    } else {
      await context.db.insertInto('userAccount').values({
        id, ...facts, passwordHash: '', mustChangePassword: 1, failedLogins: 0, lockedUntil: null, createdAt: context.now, lastLoginAt: null, ...password,
      }).execute()
    }
    await context.db.insertInto('userRole').values([...new Set(input.roles)].map(role => ({ userId: id, role }))).execute()
    await context.history({ record: 'user', recordId: id, rev, action: old ? 'update' : 'create', row: { ...facts, roles: input.roles.join(','), passwordReset: input.password !== undefined }, reason: null })
    context.touched('user', id)
    // A password that somebody else had to reset may be known to a third: whoever sits at an open window signs in anew.
    const isResetByOther = input.password !== undefined && id !== context.user.id
    context.refreshUser(id, input.disabled || isResetByOther ? null : await userOf(context.db, { id, loginName, displayName: input.displayName }))
    return { id, rev }
  },
  'user.colleagues': async ({ permission }, { db, user }) => {
    const accounts = await db.selectFrom('userAccount').select(['id', 'loginName', 'displayName']).where('disabled', '=', 0).orderBy('displayName').execute()
    const fitting = await Promise.all(accounts.map(async account => ({ account, rights: (await userOf(db, account)).permissions })))
    return fitting.filter(({ account, rights }) => account.id !== user.id && (!permission || rights.has(permission as Permission))).map(({ account }) => account)
  },
} satisfies Partial<Handlers>

// Without an administrator nobody could make one.
async function lastAdministrator(context: WriteContext, id: string | undefined): Promise<FieldIssue[]> {
  if (!id) return []
  const others = await context.db.selectFrom('userRole').innerJoin('userAccount', 'userAccount.id', 'userRole.userId').select('userId')
    .where('role', '=', 'administrator').where('disabled', '=', 0).where('userId', '!=', id).executeTakeFirst()
  const was = await context.db.selectFrom('userRole').select('userId').where('userId', '=', id).where('role', '=', 'administrator').executeTakeFirst()
  return was && !others ? [block('roles', message('user.lastAdministrator', '至少要保留一个启用的系统管理员'))] : []
}
