import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import type { SettingValue } from '../../../../domain/settings/settings.ts'
import type { Handlers } from '../../handlers.ts'
import { readSetting } from '../../settings.ts'
import { userOf } from './accounts.ts'

const KEY = 'infectionAccess'

export const infectionAccessHandlers = {
  'infection.access.list': async (_input, { db }) => {
    const { value: { people }, rev } = await readSetting(db, KEY)
    const accounts = await db.selectFrom('userAccount').select(['id', 'displayName', 'loginName', 'disabled']).orderBy('displayName').execute()
    const nameOf = (id: string): string => accounts.find(one => one.id === id)?.displayName ?? id
    return {
      rev, accounts: accounts.filter(one => one.disabled === 0).map(({ id, displayName, loginName }) => ({ id, displayName, loginName })),
      people: people.map(({ userId, level, reason, grantedBy, approvedBy, grantedAt }) => ({
        userId, displayName: nameOf(userId), loginName: accounts.find(one => one.id === userId)?.loginName ?? '', level, reason, grantedByName: nameOf(grantedBy), approvedByName: nameOf(approvedBy), grantedAt,
      })),
    }
  },
  'infection.access.save': async ({ rev, userId, level, reason, secondPerson }, context) => {
    const old = await readSetting(context.db, KEY)
    if (old.rev !== rev) throw new AppError('edit-conflict', undefined, { current: old })
    const account = await context.db.selectFrom('userAccount').select(['id', 'loginName', 'displayName', 'disabled']).where('id', '=', userId).executeTakeFirst()
    if (!account || (account.disabled === 1 && level !== null)) throw new AppError('invalid', [block('userId', message('infectionAccess.account', '请选择一个启用中的账号'))])
    if (level === null && !old.value.people.some(one => one.userId === userId)) throw new AppError('invalid', [block('userId', message('infectionAccess.notNamed', '此人不在授权名单上'))])
    const approver = await context.secondPerson(secondPerson, 'infection.grant')
    // Two words are two persons: who is put on the list does not agree to it.
    if (approver.id === userId && level !== null) throw new AppError('invalid', [block('secondPerson', message('infectionAccess.own', '被授权的人不能同意自己的授权,请另一位有权限的同事确认'))])
    const others = old.value.people.filter(one => one.userId !== userId)
    const value: SettingValue<typeof KEY> = { people: level === null ? others : [...others, { userId, level, reason, grantedBy: context.user.id, approvedBy: approver.id, grantedAt: context.now }] }
    const row = { key: KEY, value: JSON.stringify(value), rev: rev + 1, updatedAt: context.now, updatedBy: context.user.id }
    if (rev === 0) await context.db.insertInto('setting').values(row).execute()
    else await context.db.updateTable('setting').set(row).where('key', '=', KEY).execute()
    await context.history({ record: 'setting', recordId: KEY, rev: row.rev, action: rev ? 'update' : 'create', row: { value }, reason })
    context.touched('user', userId)
    context.fact('level', level ?? 'none')
    context.fact('approver', approver.id)
    // What was typed and not saved says as much as a record.
    if (level !== 'write') await context.db.deleteFrom('draft').where('userId', '=', userId).where('form', 'like', 'infection.%').execute()
    context.refreshUser(userId, account.disabled === 1 ? null : await userOf(context.db, account))
    return { rev: row.rev }
  },
} satisfies Partial<Handlers>
