import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { checkCertificateNumber, compressNumbers, formatRanges } from '../../../../domain/rule/certificate-number.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { numbersIn, refuseFutureDay } from './handlers.ts'
import { movableBlanks, moveAll, rangesOf } from './ranges.ts'
import { givenTo, writeSlip } from './slips.ts'

/** What only the county's 委托管理机构 does (certificate note §1.2): blanks out to other hospitals, their waste in. */
export const managerHandlers = {
  'stock.transfer': async (input, context) => {
    await needsManager(context)
    const organization = await organizationOf(context, input.organizationId)
    refuseFutureDay(input.day, context.today)
    if (input.firstApplicant.idNumber === input.secondApplicant.idNumber) throw new AppError('invalid', [block('secondApplicant', message('stock.applicantTwice', '两位申领人须是不同的人,证件号码不能相同'))])
    const ranges = rangesOf(input.ranges)
    const issuer = await context.secondPerson(input.secondIssuer, 'stock.read')
    const blanks = await movableBlanks(context, ranges, ['inStock'], { toBeUsed: true })
    await moveAll(context, blanks, { to: 'transferred', holderId: null, secondPersonId: issuer.id, reason: organization.name })
    return writeSlip(context, 'transfer', numbersIn(blanks), {
      organizationId: organization.id, day: input.day, firstOutsideName: input.firstApplicant.name, firstOutsideIdNumber: input.firstApplicant.idNumber, secondOutsideName: input.secondApplicant.name,
      secondOutsideIdNumber: input.secondApplicant.idNumber, secondPersonId: issuer.id, reason: input.note?.trim() || null,
    })
  },
  'stock.takeBack': async (input, context) => {
    await needsManager(context)
    const organization = await organizationOf(context, input.organizationId)
    refuseFutureDay(input.day, context.today)
    const ranges = rangesOf([input])
    const counter = await context.secondPerson(input.secondCounter, 'stock.read')
    const blanks = await movableBlanks(context, ranges, ['transferred'])
    const owner = await givenTo(context.db, ranges[0]!.first, ranges[0]!.last)
    const others = blanks.filter(blank => owner(blank.number) !== organization.id)
    if (others.length) throw new AppError('invalid', [block('firstNumber', message('stock.notGivenTo', '以下编号没有下发给{{name}}:{{numbers}}', { name: organization.name, numbers: formatRanges(compressNumbers(numbersIn(others))) }))])
    const waste = await context.db.selectFrom('institutionWaste').select('number').where('number', '>=', ranges[0]!.first).where('number', '<=', ranges[0]!.last).execute()
    if (waste.length) throw new AppError('invalid', [block('firstNumber', message('stock.backIsWaste', '以下编号已登记为废证,不能退回入库:{{numbers}}', { numbers: formatRanges(compressNumbers(numbersIn(waste))) }))])
    await moveAll(context, blanks, { to: 'inStock', holderId: null, secondPersonId: counter.id, reason: `${organization.name}:${input.reason}` })
    return writeSlip(context, 'takeBack', numbersIn(blanks), { organizationId: organization.id, day: input.day, firstOutsideName: input.broughtBy.name, firstOutsideIdNumber: input.broughtBy.idNumber, secondPersonId: counter.id, reason: input.reason })
  },
  'stock.institutions': async (_input, context) => {
    await needsManager(context)
    const { db } = context
    const organizations = await db.selectFrom('organization').select(['id', 'name', 'active']).where('voidedAt', 'is', null).orderBy('name').execute()
    const slips = await db.selectFrom('stockSlip').select(({ fn }) => ['organizationId', 'kind', fn.sum<number>('quantity').as('quantity'), fn.max('day').as('lastDay')])
      .where('organizationId', 'is not', null).where('kind', 'in', ['transfer', 'takeBack']).groupBy(['organizationId', 'kind']).execute()
    const waste = await db.selectFrom('institutionWaste').select(({ fn }) => ['organizationId', fn.countAll<number>().as('count')]).groupBy('organizationId').execute()
    const sum = (id: string, kind: string): number => Number(slips.find(row => row.organizationId === id && row.kind === kind)?.quantity ?? 0)
    return organizations.map(({ id, name, active }) => ({
      organizationId: id, name, active: active === 1, given: sum(id, 'transfer'), back: sum(id, 'takeBack'), waste: Number(waste.find(row => row.organizationId === id)?.count ?? 0),
      lastDay: (slips.find(row => row.organizationId === id && row.kind === 'transfer')?.lastDay ?? null) as string | null,
    }))
  },
  'stock.receiveWaste': async (input, context) => {
    await needsManager(context)
    const organization = await organizationOf(context, input.organizationId)
    refuseFutureDay(input.day, context.today)
    const entries = input.numbers.map(entry => {
      const { value, issues } = checkCertificateNumber(entry.number, 'numbers')
      if (issues.length) throw new AppError('invalid', issues)
      return { number: value, reasonCode: entry.reasonCode }
    })
    const numbers = entries.map(entry => entry.number)
    const refuse = (key: string, zh: string, wrong: readonly string[]): void => {
      if (wrong.length) throw new AppError('invalid', [block('numbers', message(key, zh, { numbers: formatRanges(compressNumbers(wrong)), name: organization.name }))])
    }
    refuse('stock.wasteTwice', '以下编号填写了两次:{{numbers}}', numbers.filter((number, index) => numbers.indexOf(number) !== index))
    const second = await context.secondPerson(input.secondPerson, 'stock.read')
    const known = await context.db.selectFrom('institutionWaste').select('number').where('number', 'in', numbers).execute()
    refuse('stock.wasteKnown', '以下废证已经登记过:{{numbers}}', numbersIn(known))
    const own = await context.db.selectFrom('blank').select(['number', 'state']).where('number', 'in', numbers).execute()
    refuse('stock.wasteOwn', '以下编号是本院库存,请按本院废证办理:{{numbers}}', numbersIn(own.filter(blank => blank.state !== 'transferred')))
    const sorted = numbers.toSorted()
    const owner = await givenTo(context.db, sorted[0]!, sorted.at(-1)!)
    refuse('stock.wasteOfOther', '以下编号下发给了其他机构,不是{{name}}的:{{numbers}}', numbersIn(own.filter(blank => owner(blank.number) !== organization.id)))
    for (const entry of entries) await context.db.insertInto('institutionWaste').values({ ...entry, organizationId: organization.id, state: 'toHandIn', receivedDay: input.day, updatedAt: context.now }).execute()
    return writeSlip(context, 'receiveWaste', sorted, { organizationId: organization.id, day: input.day, firstOutsideName: input.broughtBy.name, firstOutsideIdNumber: input.broughtBy.idNumber, secondPersonId: second.id })
  },
} satisfies Partial<Handlers>

async function needsManager(context: ReadContext | WriteContext): Promise<void> {
  const { certificateRole } = await context.setting('institution')
  if (certificateRole !== 'manager') throw new AppError('invalid', [block('certificateRole', message('stock.notManager', '本机构是签发机构,不向其他机构下发空白证件;如受委托管理,请管理员在“机构信息”中改为委托管理机构'))])
}

async function organizationOf(context: WriteContext, id: string): Promise<{ id: string; name: string }> {
  const row = await context.db.selectFrom('organization').select(['id', 'name', 'active']).where('id', '=', id).where('voidedAt', 'is', null).executeTakeFirst()
  if (!row) throw new AppError('not-found', undefined, { record: 'organization', id })
  if (row.active === 0) throw new AppError('invalid', [block('organizationId', message('stock.organizationClosed', '{{name}}已停用,请先核对机构名单', { name: row.name }))])
  return row
}
