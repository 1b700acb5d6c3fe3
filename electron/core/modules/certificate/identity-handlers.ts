import { AppError } from '../../../../domain/api/result.ts'
import { IDENTITY_METHOD, type IdentityMethod, type IdentitySubject, IDENTITY_SUBJECT } from '../../../../domain/code/identity-check.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { registration, type StoredRegistration } from '../../../../domain/modules/certificate/registration.record.ts'
import { replacement, type StoredReplacement } from '../../../../domain/modules/certificate/replacement.record.ts'
import { type IdentityCase, type IdentityCheck, identityIssues, identityMethods, identitySubjects } from '../../../../domain/rule/identity-check.ts'
import type { Instant } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { getRow } from '../../record/store.ts'
import { openReplacementOf } from '../../registry/certificates.ts'

const BEGINNING = '' as Instant

/** A replacement asks anew: of whoever fetches its sheet, and nothing noted before it was begun counts (note §4.8). */
type Asked = Pick<StoredReplacement, 'collectorRelation' | 'createdAt'> | undefined

const caseOf = (register: StoredRegistration, asked: Asked): IdentityCase => ({
  motherIdType: register.motherProvided ? register.motherIdType : null, fatherIdType: register.fatherProvided ? register.fatherIdType : null, collectorRelation: asked ? asked.collectorRelation : register.collectorRelation,
})

async function askedBy(db: ReadDb, newbornId: string): Promise<Asked> {
  const open = await openReplacementOf(db, newbornId)
  return open && open.state !== 'forwarded' ? getRow(db, replacement, open.id) : undefined
}

async function checksOf(db: ReadDb, registrationId: string, asked: Asked): Promise<IdentityCheck[]> {
  const rows = await db.selectFrom('identityCheck').select(['subject', 'method', 'matches']).where('registrationId', '=', registrationId).where('at', '>=', asked?.createdAt ?? BEGINNING).orderBy('at').orderBy('id').execute()
  return rows.map(row => ({ subject: row.subject as IdentitySubject, method: row.method as IdentityMethod, matches: row.matches === 1 }))
}

/** What 实人核验 still asks for before this register's sheet is printed; nothing where the province does not ask. */
export async function openIdentityIssues(context: ReadContext | WriteContext, register: StoredRegistration, asked: Asked): Promise<FieldIssue[]> {
  const { requireFaceCheck } = await context.setting('provinceRules')
  return requireFaceCheck ? identityIssues(caseOf(register, asked), await checksOf(context.db, register.id, asked), true) : []
}

export const identityHandlers = {
  'identity.list': async ({ registrationId }, context) => {
    const register = await getRow(context.db, registration, registrationId)
    const asked = await askedBy(context.db, register.newbornId)
    const rows = await context.db.selectFrom('identityCheck').leftJoin('userAccount as actor', 'actor.id', 'identityCheck.byUser').leftJoin('userAccount as second', 'second.id', 'identityCheck.secondPersonId')
      .select(['identityCheck.id', 'subject', 'method', 'matches', 'note', 'at', 'actor.displayName as byName', 'second.displayName as secondPersonName']).where('registrationId', '=', registrationId).where('at', '>=', asked?.createdAt ?? BEGINNING).orderBy('at').orderBy('identityCheck.id').execute()
    const about = caseOf(register, asked)
    return {
      required: (await context.setting('provinceRules')).requireFaceCheck,
      subjects: identitySubjects(about).map(subject => ({ subject, methods: [...identityMethods(subject, about)] })),
      checks: rows.map(row => ({ ...row, subject: row.subject as IdentitySubject, method: row.method as IdentityMethod, matches: row.matches === 1, byName: row.byName ?? '' })),
    }
  },
  'identity.note': async (input, context) => {
    const register = await getRow(context.db, registration, input.registrationId)
    if (register.voidedAt) throw new AppError('invalid', [block('registrationId', message('identity.voidRegister', '登记表已作废,不能记录核验'))])
    const about = caseOf(register, await askedBy(context.db, register.newbornId))
    const issues: FieldIssue[] = []
    if (!identityMethods(input.subject, about).includes(input.method)) {
      issues.push(block('method', message('identity.method', '{{who}}持境外或其他证件,须两名工作人员核验,不能用“{{method}}”', { who: IDENTITY_SUBJECT.label(input.subject), method: IDENTITY_METHOD.label(input.method) })))
    }
    if (!input.matches && (input.note ?? '').length < 2) issues.push(block('note', message('identity.noteMissing', '核验不一致的,请写明情况')))
    if (input.method === 'twoPersons' && !input.secondPerson) issues.push(block('secondPerson', message('identity.secondPerson', '双人核验须第二名工作人员输入本人密码')))
    if (issues.length) throw new AppError('invalid', issues)
    const second = input.method === 'twoPersons' ? await context.secondPerson(input.secondPerson!, 'certificate.read') : null
    const id = context.newId()
    await context.db.insertInto('identityCheck').values({
      id, registrationId: register.id, subject: input.subject, method: input.method, matches: input.matches ? 1 : 0, note: input.note || null, at: context.now, byUser: context.user.id, secondPersonId: second?.id ?? null,
    }).execute()
    context.touched('certificate.registration', register.id)
    for (const [name, value] of Object.entries({ subject: input.subject, method: input.method, matches: input.matches ? 'yes' : 'no' })) context.fact(name, value)
    return { id }
  },
} satisfies Partial<Handlers>
