import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as prenatal from '../../domain/code/prenatal.ts'
import * as prenatalGene from '../../domain/code/prenatal-gene.ts'
import type { CodeTable } from '../../domain/code/code-table.ts'
import { checkFetalSex, findFetalSex, isOwnSexColumn, isSexHeading, maskFetalSex, speaksOfPregnancy } from '../../domain/rule/prenatal/fetal-sex.ts'
import { prenatalCommand } from '../../domain/rule/prenatal-command.ts'

const forOther = (text: string): string => maskFetalSex(text, 'other')
const forDiagnosis = (text: string): string => maskFetalSex(text, 'diagnosis')

describe('karyotypes', () => {
  test('P-32: a normal complement is masked for everybody, however it is written', () => {
    const written = ['46,XY', '46,XX', '46, X Y', '46 ,xy', '46\uff0c\uff38\uff39', '\uff14\uff16\uff0cXX', '46,\u0425\u0423', '46,\u03a7\u03a5', '46,X\u200bY', '46,X\u0332Y\u0332', '46,\u{1d417}\u{1d418}', '46,\u24cd\u24ce', '46,X\nY', '46\u3001XY', '46,XYqh+', '46,X,inv(Y)(p11q11)', '4 6,XX']
    for (const text of written) expect([forOther(text), forDiagnosis(text)], text).toEqual(['46,**', '46,**'])
  })
  test.each([
    ['47,XY,+21', '47,**,+21'], ['47,XY,\n+21', '47,**,+21'], ['47\uff0cXX\uff0c\uff0b18', '47,**,+18'], ['46,XX,del(5)(p15.2)', '46,**,del(5)(p15.2)'], ['46,XY,t(8;14)(q24;q32)', '46,**,t(8;14)(q24;q32)'],
    ['45,XX,rob(14;21)(q10;q10)', '45,**,rob(14;21)(q10;q10)'], ['46,XY,inv(9)(p12q13)', '46,**,inv(9)(p12q13)'], ['46,XY,der(13;14)(q10;q10),+21', '46,**,der(13;14)(q10;q10),+21'], ['47,XX,+18[20]', '47,**,+18[20]'], ['核型46,XX,羊水细胞', '核型46,**,羊水细胞'],
  ])('what the autosomes have stays: %s', (text, masked) => { expect([forOther(text), forDiagnosis(text)]).toEqual([masked, masked]) })
  test.each(['45,X', '45,X0', '47,XXY', '47,XYY', '47,XXX', '48,XXYY', '45,X[10]/46,XY[20]', 'mos 45,X/46,XX', '46,X,i(X)(q10)', '46,XX,t(X;9)(p11;q22)', '69,XXY'])('an abnormality of the sex chromosomes is for the diagnosis role alone: %s', text => {
    expect(forDiagnosis(text)).toBe(text)
    expect(forOther(text)).not.toMatch(/[XY]/i)
    expect(forOther(text)).toContain('**')
  })
  test('the length of what is hidden tells nothing', () => {
    expect(new Set(['45,X', '45,XX', '45,X0'].map(forOther)).size).toBe(1)
    expect(new Set(['47,XXY', '47,XYY', '47,XXX'].map(forOther)).size).toBe(1)
  })
  test.each([['seq[GRCh37](X,Y)x1', 'seq[GRCh37]**'], ['arr(1-22)x2,(X)x2', 'arr(1-22)x2,**'], ['chrY Z=12.1', '** Z=12.1'], ['检出SRY', '检出**'], ['检出Y染色体', '检出**'], ['X/Y', '**'], ['XY', '**'], ['46XY', '46**'], ['46 XX', '46 **'], ['46.XY', '46.**'], ['DYZ3 1\u00d7', '** 1\u00d7'],
    ['Y chromosome detected', '** detected'], ['y-chromosome: present', '**: present'], ['chromosome Y', '**'], ['Chromosomes Y +', '** +'], ['Y浓度 12%', '** 12%'], ['Y 信号1个', '**1个'], ['X信号2个', '**2个'], ['Y signal', '**']])('other ways of a laboratory: %s', (text, masked) => { expect([forOther(text), forDiagnosis(text)]).toEqual([masked, masked]) })
  test.each([['Xp22.31缺失', '**缺失'], ['X染色体微缺失', '**'], ['Y染色体重复', '**'], ['尿道下裂', '**'], ['Klinefelter', '**'], ['XXY', '**']])('a named abnormality: %s', (text, masked) => { expect([forOther(text), forDiagnosis(text)]).toEqual([masked, text]) })
})

describe('words', () => {
  test.each(['男', '女', '男胎', '女婴', '男孩', '女宝宝', '男性胎儿', '女性', '性别:雄', '性别\uff1a雌', '性别 雌性', '雄性', '雌胎', '性别:男', '性别\uff1a女', '性别: F', '性别代码1', '1男1女', '性别女性', 'sex: M', 'gender=female', 'Male', 'girl', 'boys', '\u2642', '\u2640', '\u{1f467}', '儿子', '千金', '弄璋', '龙凤胎', '见阴茎', '\u7537\u200b胎'])('%s', text => {
    expect(forOther(text)).toContain('**')
    expect(forDiagnosis(text)).toBe(forOther(text))
    expect(forOther(text)).not.toMatch(/[男女雌雄\u2640\u2642]|male|girl|boy/i)
  })
  const INNOCENT = [
    '', '妇女保健院', '子女2人', '早产,母女平安', '女士', '男方MCV 82', '女方 --SEA/αα', '男女双方均为携带者', '不得告知胎儿性别', '胎儿性别不予告知', 'X连锁隐性遗传', '脆性X综合征', 'X线检查', '胎儿染色体未见异常', '性染色体提示', '21三体高风险', 'T21 1/270',
    'NT 2.5mm,CRL 60mm', '10×10 mm', 'person', 'season', 'taxi', '2025-01-15', 'CD41-42/N', 'GJB2 235delC 杂合', '46,未见', 'AFP MoM 1.30', '孕16+1周',
    'array chromosome', 'assay信号弱', 'FISH array 信号', 'DNA-FY浓度', 'by chromosome', 'chromosome yield', 'chromosome 21', 'chromosomes analysed', 'day 浓度', 'early signal', 'Yield 12%', '胎儿浓度 12%', '雌激素水平', '游离雌三醇', '雄激素偏高', '雌性激素', '雄性化',
  ]
  test.each(INNOCENT)('no word of a fetus: %s', text => {
    expect(findFetalSex(text)).toEqual([])
    expect([forOther(text), checkFetalSex(text, 'text')]).toEqual([text, []])
  })
  test('typing it is asked about, except an abnormality that the field is for', () => {
    expect(checkFetalSex('胎儿为男', 'remark').map(({ level, path, message }) => [level, path, message.key])).toEqual([['warn', 'remark', 'prenatal.fetalSex']])
    expect([checkFetalSex('47,XXY', 'karyotype'), checkFetalSex('46,XY', 'karyotype').length]).toEqual([[], 1])
  })

  const SECRET = ['46,XY', '46,XX', '46\uff0c\uff38\uff39', '46, x y', '男胎', '女婴', '性别:男', 'XX', 'XY', 'girl', 'Male', '\u2642', 'chrY', '儿子', '47,XX,+21', '45,XY,rob(14;21)(q10;q10)']
  const TELLING = /[男女\u2640\u2642]|XX|XY|\uff38|CHRY|GIRL|MALE|儿子/i
  const glue = fc.constantFrom(...INNOCENT, '。', ' ', '\n', '结果:', '\uff1b')
  test('property: whatever stands around it, it is gone, the rest stays, and masking twice is masking once', () => {
    fc.assert(fc.property(fc.array(fc.tuple(glue, fc.constantFrom(...SECRET)), { minLength: 1, maxLength: 5 }), glue, (pieces, end) => {
      const text = `${pieces.map(([before, secret]) => `${before}。${secret}。`).join('')}${end}`
      const shown = forOther(text)
      expect(shown.replaceAll(/妇女|子女|母女|女士|男方|女方|男女双方/g, '').normalize('NFKC').replaceAll(/(?<=\S)\s(?=\S)/g, '')).not.toMatch(TELLING)
      expect(forOther(shown)).toBe(shown)
      for (const [before] of pieces) expect(shown).toContain(before)
      expect(forDiagnosis(text)).toBe(shown)
    }))
  })
  test('property: any text is answered, findings lie in order and inside it', () => {
    const sign = fc.oneof(fc.constantFrom(...'46,XYxy男女+-()/[]\uff38\uff39 \u200b\u00df\ufb01'), fc.string({ unit: 'grapheme', maxLength: 2 }))
    fc.assert(fc.property(fc.array(sign, { maxLength: 60 }).map(signs => signs.join('')), text => {
      let at = 0
      for (const { from, to } of findFetalSex(text)) { expect(from).toBeGreaterThanOrEqual(at); expect(to).toBeGreaterThan(from); at = to }
      expect(at).toBeLessThanOrEqual(text.length)
      expect(forOther(forOther(text))).toBe(forOther(text))
    }))
  })
  // A pattern that tries every way through a text would not come back within the time a test has.
  test('a long text of blanks and letters is answered at all', () => {
    for (const text of ['46,X'.padEnd(20_000, ' '), 'XY '.repeat(7000), '46,XX,+21/'.repeat(2000), '('.repeat(20_000), '男'.repeat(20_000)]) expect(forOther(text).length).toBeGreaterThan(0)
  })
})

describe('the heading of a column', () => {
  test.each(['胎儿性别', '性别', '性 别', 'Sex', 'fetal_sex', 'FetalSex', 'Gender', '\uff33\uff45\uff58', 'Y染色体', 'Y染色体浓度', 'Y chromosome', 'chrY', 'Z_Y', 'ZX', 'Y-Z', 'X染色体Z值', 'Y浓度', 'Y', 'SRY', '男/女'])('tells it: %s', heading => { expect(isSexHeading(heading)).toBe(true) })
  test.each(['', '条形码', '姓名', 'NT', '21号Z值', 'Z21', 'Z值', '胎儿浓度', '性染色体', '性染色体非整倍体', 'X染色体', 'Sex chromosomes', '结论', 'CRL(mm)', 'Year', 'MCV', '女方姓名', '男方地贫', 'Free β-hCG', 'Factor Xa'])('does not: %s', heading => { expect(isSexHeading(heading)).toBe(false) })
  test('the woman\'s own is in words and the same for all', () => {
    expect([isOwnSexColumn('性别', ['女', '女性']), isOwnSexColumn('患者性别', ['女'])]).toEqual([true, true])
    expect([isOwnSexColumn('胎儿性别', ['女']), isOwnSexColumn('性别', ['女', '男']), isOwnSexColumn('性别', ['F']), isOwnSexColumn('性别', ['2']), isOwnSexColumn('Sex', ['女'])]).toEqual([false, false, false, false, false])
  })
})

describe('a pregnancy spoken of', () => {
  test.each(['孕24周', '孕 24+3', '\u5b5524W', '孕2产1,孕39周', '孕妇', '宫内孕', '24+3周', '停经40天', '妊娠期高血压', '胎儿窘迫', '胎动减少', '胎心 140', '超声见男胎', '女胎', '双胎', '先兆临产', '先兆早产', '先兆流产', '早产临产', '规律宫缩', '羊水过少', '重度子痫前期', 'pregnant', 'Fetal distress', 'GA 24w', '24w+3'])('%s', text => { expect(speaksOfPregnancy(text)).toBe(true) })
  test.each(['', '女性,32岁,乳腺结节', '孕2产1', '孕 1 产 0,月经规律', '不孕症', '未怀孕', '否认怀孕', '避孕药', '孕激素', '孕酮', '孕前检查', '妊娠史', '早产儿', '早产史', '稽留流产史', '胎记', '产后出血', '产后42天', '剖宫产史', '停经2年', '左侧+3', 'not pregnant', 'omega', 'Gastritis'])('none in: %s', text => { expect(speaksOfPregnancy(text)).toBe(false) })
})

test('nothing in the module\'s code tables, their codes, or the columns of its command tells or asks the sex', () => {
  for (const table of [prenatal, prenatalGene].flatMap(file => Object.values<CodeTable>(file))) {
    for (const text of [table.id, table.title, ...table.list.flatMap(({ code, label }) => [code, label])]) {
      expect(findFetalSex(text), `${table.id}: ${text}`).toEqual([])
      expect(text).not.toMatch(/sex|gender|性别/i)
    }
  }
  for (const column of [...prenatalCommand.input, ...prenatalCommand.output]) expect(column).not.toMatch(/sex|gender/i)
})
