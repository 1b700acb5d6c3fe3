import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../../domain/modules/people/person.record.ts'
import { writeSampleHospital } from '../../electron/core/modules/system/sample-writer.ts'
import type { Desk, Window } from '../support/desk.ts'
import { openDesk } from '../support/desk.ts'
import { testEngines } from '../support/engines.ts'
import { idNumberOf, woman } from '../support/women.ts'

describe.each(testEngines())('the one search box on $name', engine => {
  let desk: Desk
  let registrar: Window
  const ids: Record<string, string> = {}
  const save = async (key: string, row: Partial<Person>): Promise<void> => {
    ids[key] = (await registrar.call('person.save', { row: woman({ phone: null, birthDay: null, ...row }) })).id
  }
  const names = async (text: string): Promise<(string | null)[]> => (await registrar.call('person.search', { text })).map(hit => hit.name)

  beforeAll(async () => {
    desk = await openDesk({ database: await engine.open() })
    registrar = await desk.as('dengji2', ['registrar'])
    const born = (day: string, sequence: number) => ({ idNumber: idNumberOf('110101', day, sequence) })
    await save('zeng', { name: '曾小明', ...born('1995-08-15', 0), phone: '13812341234', handbookNumber: 'SC20260001' })
    await save('zhang', { name: '张晓梅', ...born('1990-01-02', 0), phone: '13898765432' })
    await save('zhang2', { name: '张兰', ...born('1992-03-04', 2), phone: '15900001111' })
    await save('shan', { name: '单芳', ...born('1988-08-08', 0) })
    await save('qiu', { name: '仇红', ...born('1988-08-09', 0) })
    await save('xie', { name: '解玉', ...born('1988-08-10', 0) })
    await save('yuchi', { name: '尉迟敏', ...born('1988-08-11', 0) })
    await save('lv', { name: '吕绿', ...born('1988-08-12', 0) })
    await save('le', { name: '王乐', ...born('1988-08-13', 0) })
    await save('rare', { name: '李𬭊', ...born('1988-08-14', 0) })
    await save('uighur', { name: '阿依古丽·买买提', ethnicGroup: '05', ...born('1988-08-15', 0) })
    await save('foreign', { name: 'Anna Müller', idType: '03', idNumber: 'TK1234567', nationality: 'JPN', ethnicGroup: null, birthDay: '1991-05-05' as never })
  })
  afterAll(() => desk.close())

  test.each([
    ['a whole name', '曾小明', '曾小明'], ['its beginning', '曾小', '曾小明'], ['a given name', '小明', '曾小明'],
    ['initials with the surname\'s own reading', 'zxm', '曾小明'], ['initials with the everyday reading', 'cxm', '曾小明'], ['capitals', 'ZXM', '曾小明'],
    ['full pinyin', 'zengxiaoming', '曾小明'], ['its beginning', 'zengxi', '曾小明'], ['pinyin in words', 'zeng xiaoming', '曾小明'], ['pinyin and initials in words', 'zeng xm', '曾小明'],
    ['单 as a surname', 'shanfang', '单芳'], ['仇', 'qiuhong', '仇红'], ['解', 'xieyu', '解玉'], ['尉迟', 'yuchimin', '尉迟敏'], ['尉迟 by initials', 'ycm', '尉迟敏'],
    ['ü as v', 'lvlv', '吕绿'], ['ü as ü', 'lülü', '吕绿'], ['ü as u', 'lulv', '吕绿'], ['乐 as le', 'wangle', '王乐'], ['乐 as yue', 'wangyue', '王乐'],
    ['a character beyond U+FFFF', '李𬭊', '李𬭊'], ['its pinyin', 'lidu', '李𬭊'],
    ['a name with ·', '阿依古丽·买买提', '阿依古丽·买买提'], ['without it', '阿依古丽买买提', '阿依古丽·买买提'], ['its second part', '买买提', '阿依古丽·买买提'], ['initials of the second part', 'mmt', '阿依古丽·买买提'],
    ['a foreign name without accent', 'anna muller', 'Anna Müller'], ['with it', 'MÜLLER', 'Anna Müller'], ['a passport', 'tk1234567', 'Anna Müller'],
    ['a whole ID number', '110101199508150009', '曾小明'], ['with spaces inside full-width digits', '110101199508150009', '曾小明'], ['its tail', '150009', '曾小明'], ['its beginning', '1101011995', '曾小明'],
    ['a phone', '13812341234', '曾小明'], ['as it is read aloud', '138-1234-1234', '曾小明'], ['its tail', '1234', '曾小明'], ['a handbook', 'sc20260001', '曾小明'],
    ['initials and year', 'zxm 1995', '曾小明'], ['initials and month', 'zxm 199508', '曾小明'], ['name and phone', '张 138', '张晓梅'], ['name and phone without space', '张138', '张晓梅'], ['characters and initials', '曾xm', '曾小明'],
  ])('finds by %s: %s', async (_what, text, name) => {
    expect((await names(text))[0]).toBe(name)
  })

  test('whole numbers stand before whole names, whole names before beginnings', async () => {
    expect((await registrar.call('person.search', { text: '张' })).map(hit => [hit.name, hit.foundBy, hit.exact])).toEqual(expect.arrayContaining([['张兰', 'name', false], ['张晓梅', 'name', false]]))
    await save('short', { name: '张', idNumber: idNumberOf('110101', '1999-09-09', 0) })
    expect((await registrar.call('person.search', { text: '张' }))[0]).toMatchObject({ name: '张', foundBy: 'name', exact: true })
    expect((await registrar.call('person.search', { text: '110101199508150009' }))[0]).toMatchObject({ foundBy: 'idNumber', exact: true })
    // 13812341234 is one woman's phone and could be the tail of others' numbers.
    expect((await registrar.call('person.search', { text: '13812341234' }))[0]).toMatchObject({ foundBy: 'phone', exact: true })
  })

  test('all words must fit, and nonsense finds nobody', async () => {
    expect(await names('zxm 1996')).toEqual([])
    expect(await names('张 13898')).toEqual(['张晓梅'])
    for (const text of ['', '   ', '%', '_', "' OR 1=1 --", '·', '😀', '\\', 'qqqq']) expect(await names(text)).toEqual([])
  })

  test('a changed name is found by its new readings only', async () => {
    await save('moved', { name: '改名人', idNumber: idNumberOf('110101', '1997-07-07', 0) })
    const stored = await registrar.call('person.get', { id: ids.moved! })
    await registrar.call('person.save', { id: ids.moved!, rev: stored.rev, row: woman({ name: '新名字', idNumber: stored.idNumber, birthDay: stored.birthDay, phone: null }) })
    expect(await names('改名人')).toEqual([])
    expect(await names('xmz')).toEqual(['新名字'])
  })

  test('in a sample hospital everybody is found by name, initials, number and certificate', async () => {
    const own = await openDesk({ database: await engine.open() })
    await writeSampleHospital({ database: own.database, resourcesFolder: own.ports.folders.resources, nowMs: own.ports.clock.nowMs() }, { seed: 5, persons: 400 })
    const clerk = await own.as('dengji2', ['registrar'])
    const { kysely } = own.database
    const people = await kysely.selectFrom('person').select(['id', 'name', 'idNumber', 'phone']).where('name', 'is not', null).where('idNumber', 'is not', null).orderBy('id').limit(60).execute()
    for (const one of people) {
      const keys = await kysely.selectFrom('personSearch').selectAll().where('personId', '=', one.id).execute()
      for (const text of [one.name!, one.idNumber!, ...keys.filter(key => ['pinyin', 'initials', 'givenName'].includes(key.kind)).map(key => key.searchKey)]) {
        expect((await clerk.call('person.search', { text, limit: 50 })).map(hit => hit.id), text).toContain(one.id)
      }
    }
    const certificates = await kysely.selectFrom('certificate').innerJoin('newborn', 'newborn.id', 'certificate.newbornId').select(['number', 'personId']).where('endedAt', 'is', null).orderBy('number').limit(10).execute()
    expect(certificates).toHaveLength(10)
    for (const { number, personId } of certificates) {
      expect((await clerk.call('person.search', { text: number }))[0]).toMatchObject({ id: personId, foundBy: 'certificate', exact: true })
      expect((await clerk.call('person.search', { text: number.slice(1) })).map(hit => hit.id)).toContain(personId)
    }
    await own.close()
  })
})
