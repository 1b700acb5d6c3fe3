import { dirname } from 'node:path'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { RISK_TABLE } from '../../../../domain/rule/maternal/risk-criteria.ts'
import type { RiskTableEdits } from '../../../../domain/rule/maternal/risk-table.ts'
import { checkSocialCreditCode } from '../../../../domain/rule/social-credit.ts'
import { settingIssues } from '../../../../domain/settings/said.ts'
import { counterOf, settingRight, SETTINGS, type SettingKey, type SettingValue } from '../../../../domain/settings/settings.ts'
import { type AuditAnchor, knownAnchors, verifyAudit } from '../../audit.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { historyOf } from '../../record/store.ts'
import { markChildDueStale } from '../../registry/child-due.ts'
import { markRiskAttentionStale } from '../../registry/risk-attention.ts'
import { readSetting } from '../../settings.ts'
import { rememberSecondFolder } from '../../second-folder.ts'

/** The criteria against the shipped table of today. Assessments keep ids, so that a criterion of the hospital that was saved stays in the table. */
function nextRiskEdits(old: RiskTableEdits, next: RiskTableEdits): RiskTableEdits {
  const gone = old.own.filter(({ id }) => !next.own.some(row => row.id === id))
  if (gone.length > 0) throw new AppError('invalid', gone.map(({ id }) => block('own', message('riskCriteria.gone', '本院条目 {{id}} 保存过,评估可能用到它,不能删除;不再使用请改为停用', { id }))))
  return { ...next, version: RISK_TABLE.version }
}

/** What is saved of a setting that counts its changes is one more than the last. */
function counted<V>(old: V, next: V): V {
  const counter = counterOf(old)
  return counter === null ? next : { ...next, [counter]: (old as Readonly<Record<string, number>>)[counter]! + 1 }
}

export const systemHandlers = {
  'setting.get': async ({ key }, { db }) => readSetting(db, key),
  'setting.save': async ({ key, rev, value }, context) => {
    const need = settingRight(key)
    if (!context.user.permissions.has(need)) throw new AppError('forbidden', undefined, { need })
    // Nobody names himself: that list has a call of its own, which asks for a second person.
    if (key === 'infectionAccess') throw new AppError('forbidden', undefined, { call: 'infection.access.save' })
    const parsed = SETTINGS[key as SettingKey].schema.safeParse(value)
    if (!parsed.success) {
      throw new AppError('invalid', settingIssues(parsed.error, path => message('setting.wrong', '“{{title}}”中的 {{path}} 填写有误,请检查', { title: SETTINGS[key as SettingKey].title, path })))
    }
    if (key === 'institution') {
      const code = (parsed.data as SettingValue<'institution'>).code
      // 18 places are a unified social credit code; what some provinces use instead is shorter or longer.
      const issues = code.length === 18 ? checkSocialCreditCode(code).issues.filter(issue => issue.level === 'block') : []
      if (issues.length) throw new AppError('invalid', issues)
    }
    const old = await readSetting(context.db, key)
    if (old.rev !== rev) throw new AppError('edit-conflict', undefined, { current: old })
    const data = counted<unknown>(old.value, key === 'riskCriteria' ? nextRiskEdits(old.value as RiskTableEdits, parsed.data as RiskTableEdits) : parsed.data)
    const row = { key, value: JSON.stringify(data), rev: rev + 1, updatedAt: context.now, updatedBy: context.user.id }
    if (rev === 0) await context.db.insertInto('setting').values(row).execute()
    else await context.db.updateTable('setting').set(row).where('key', '=', key).execute()
    await context.history({ record: 'setting', recordId: key, rev: row.rev, action: rev ? 'update' : 'create', row: { value: data }, reason: null })
    context.touched('setting', key)
    // Every window and reminder follows from these numbers.
    if (key === 'childRules' || key === 'followUpPlans') {
      await markChildDueStale(context.db)
      context.afterCommit(context.services.renewDue)
    }
    if (key === 'riskCriteria') {
      await markRiskAttentionStale(context.db)
      context.afterCommit(context.services.renewDue)
    }
    const file = context.services.databaseFile
    if (key === 'backup' && file) rememberSecondFolder(dirname(file.path), (parsed.data as SettingValue<'backup'>).secondFolder)
    return { rev: row.rev }
  },
  'setting.history': async ({ key }, { db }) => historyOf(db, 'setting', key),

  'draft.save': async ({ form, content }, context) => {
    await context.db.deleteFrom('draft').where('userId', '=', context.user.id).where('form', '=', form).execute()
    if (content === null || content === undefined) return null
    const text = JSON.stringify(content)
    if (text.length > 200_000) throw new AppError('invalid', [block('content', message('draft.tooLarge', '草稿太大,无法暂存,请先保存'))])
    await context.db.insertInto('draft').values({ userId: context.user.id, form, content: text, updatedAt: context.now }).execute()
    return null
  },
  'draft.get': async ({ form }, { db, user }) => {
    const found = await db.selectFrom('draft').selectAll().where('userId', '=', user.id).where('form', '=', form).executeTakeFirst()
    return found ? { content: JSON.parse(found.content) as unknown, updatedAt: found.updatedAt } : null
  },
  'draft.list': async (_input, { db, user }) =>
    db.selectFrom('draft').select(['form', 'updatedAt']).where('userId', '=', user.id).orderBy('updatedAt', 'desc').execute(),

  'audit.list': async ({ offset, limit, userId, recordId, call, from, to }, { db }) => {
    let query = db.selectFrom('audit')
    if (userId) query = query.where('audit.userId', '=', userId)
    if (recordId) query = query.where('recordId', '=', recordId)
    if (call) query = query.where('call', '=', call)
    // Days are China's, instants are UTC: the day begins at 16:00 the evening before.
    if (from) query = query.where('at', '>=', new Date(Date.parse(`${from}T00:00:00+08:00`)).toISOString())
    if (to) query = query.where('at', '<', new Date(Date.parse(`${to}T00:00:00+08:00`) + 86_400_000).toISOString())
    // The audit is a chain without gaps: unnarrowed, its last number is how many lines there are.
    const narrowed = userId || recordId || call || from || to
    const { total } = await query.select(({ fn }) => (narrowed ? fn.countAll<number>() : fn.max<number>('seq')).as('total')).executeTakeFirstOrThrow()
    const lines = await query.leftJoin('userAccount', 'userAccount.id', 'audit.userId')
      .select(['seq', 'at', 'call', 'record', 'recordId', 'facts', 'audit.userId', 'displayName']).orderBy('seq', 'desc').offset(offset).limit(limit).execute()
    return {
      total: Number(total),
      lines: lines.map(({ facts, displayName, userId: id, ...line }) => ({ ...line, userName: displayName ?? id, facts: facts ? JSON.parse(facts) as Record<string, string> : null })),
    }
  },
  'audit.verify': async (_input, context) => verifyAudit(context.db, await auditAnchors(context)),

  'backup.list': async (_input, context) => context.services.backups?.list((await context.setting('backup')).secondFolder) ?? [],
  'job.get': async ({ id }, { services }) => {
    const job = services.jobs.get(id)
    if (!job) throw new AppError('not-found')
    return job
  },
} satisfies Partial<Handlers>

const auditAnchors = ({ db, services }: ReadContext): Promise<AuditAnchor[]> => knownAnchors(db, restored => services.backups?.anchors(restored) ?? [])
