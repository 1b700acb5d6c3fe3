import { NIPT_RESULT, NT_LEVEL, PRENATAL_CLASS, PRENATAL_DISEASE, SERUM_PANEL, SOFT_MARKER, ULTRASOUND_FINDING, ULTRASOUND_LEVEL, LETHAL_MALFORMATION, GESTATION_BASIS } from '../code/prenatal.ts'
import { DEAFNESS_RESULT, DEAFNESS_SITE, DEAFNESS_STEP, HAEMOGLOBIN_BAND, THALASSAEMIA_SCREEN } from '../code/prenatal-gene.ts'
import { FETAL_SYSTEM, PRENATAL_TEST, SERUM_UNIT } from '../code/prenatal-record.ts'
import { codesIn } from '../field/code-list.ts'
import { formatChinese } from '../message/message.ts'
import { findPrenatal, riskOf } from '../modules/prenatal/result-found.ts'
import { MARKER_NAMES, MARKERS, prenatalResult, siteField, type StoredPrenatalResult, systemField } from '../modules/prenatal/result.record.ts'
import type { StoredPrenatalSample } from '../modules/prenatal/sample.record.ts'
import { formatGestation } from '../rule/gestation.ts'
import type { PrenatalRules } from '../rule/prenatal/prenatal-rules.ts'
import { printRisk } from '../rule/prenatal/risk.ts'
import type { Named, PaperResult } from './prenatal-forms.ts'

type Lines = PaperResult['lines']
const line = (name: string, value: string, limit = '', verdict = ''): Lines[number] => ({ name, value, limit, verdict })
const minute = (at: string | null): string => at?.replace('T', ' ') ?? ''

function serumLines(row: StoredPrenatalResult, fetusCount: number, rules: PrenatalRules): Lines {
  const risks = (['t21', 't18', 't13'] as const).flatMap(disease => {
    const risk = riskOf(row, disease)
    const limits = { t21: [rules.t21High, rules.t21Borderline], t18: [rules.t18High, rules.t18Borderline], t13: [rules.t13High, rules.t13High] }[disease]
    return risk === null ? [] : [line(PRENATAL_DISEASE.label(disease), printRisk(risk), `高风险≥1/${limits[0]}${limits[0] === limits[1] ? '' : `,临界至1/${limits[1]}`}`, row[`${disease}Class`] ? PRENATAL_CLASS.label(row[`${disease}Class`]!) : '')]
  })
  const ontd = row.ontdClass && row.afpMom !== null ? [line(PRENATAL_DISEASE.label('ontd'), `AFP ${row.afpMom} MoM`, `高风险≥${fetusCount >= 2 ? rules.ontdMomTwins : rules.ontdMom} MoM`, PRENATAL_CLASS.label(row.ontdClass))] : []
  const markers = MARKER_NAMES.flatMap(marker => {
    const [value, unit, mom] = [row[marker], row[`${marker}Unit`], row[`${marker}Mom`]]
    return value === null && mom === null ? [] : [line(MARKERS[marker].label, [value === null ? '' : `${value} ${unit ? SERUM_UNIT.label(unit) : ''}`.trim(), mom === null ? '' : `${mom} MoM`].filter(Boolean).join(','))]
  })
  return [...risks, ...ontd, ...ntLines(row, rules), ...markers]
}

const ntLines = (row: StoredPrenatalResult, rules: PrenatalRules): Lines => row.ntMm === null ? []
  : [line('NT', `${row.ntMm.toFixed(1)} mm${row.crlMm === null ? '' : `(CRL ${row.crlMm} mm)`}`, `提示≥${rules.ntNotice},高≥${rules.ntHigh} mm`, row.ntLevel ? NT_LEVEL.label(row.ntLevel) : '')]

function niptLines(row: StoredPrenatalResult, rules: PrenatalRules): Lines {
  const high = codesIn(row.niptHigh)
  const disease = (code: 't21' | 't18' | 't13', z: number | null): Lines[number] => line(PRENATAL_DISEASE.label(code), z === null ? '—' : `Z=${z}`, `|Z|<${rules.niptZ}`, row.niptResult === 'failed' ? '—' : high.includes(code) ? '高风险' : row.niptResult ? '低风险' : '')
  return [
    line('检测结果', row.niptResult ? NIPT_RESULT.label(row.niptResult) : ''), ...row.fetalFractionPercent === null ? [] : [line('胎儿游离DNA浓度', `${row.fetalFractionPercent}%`, `≥${rules.niptFetalFraction}%`)],
    disease('t21', row.z21), disease('t18', row.z18), disease('t13', row.z13),
  ]
}

function thalassaemiaLines(row: StoredPrenatalResult, rules: PrenatalRules): Lines {
  return (['woman', 'partner'] as const).flatMap(who => {
    const label = who === 'woman' ? '女方' : '男方'
    const number = (value: number | null, unit: string): string => value === null ? '' : `${value}${unit}`
    const cells = [number(row[`${who}McvFl`], ' fL'), number(row[`${who}MchPg`], ' pg')]
    const screen = row[`${who}Screen`]
    const bands = codesIn(row[`${who}Bands`]).map(one => HAEMOGLOBIN_BAND.label(one)).join('、')
    return [
      ...cells.some(Boolean) ? [line(`${label}MCV/MCH`, cells.map(one => one || '—').join(' / '), `MCV≥${rules.mcv},MCH≥${rules.mch}`, screen ? THALASSAEMIA_SCREEN.label(screen) : '')] : [],
      ...row[`${who}HbA2Percent`] === null && bands === '' ? [] : [line(`${label}血红蛋白电泳`, [number(row[`${who}HbA2Percent`], '%') && `HbA2 ${row[`${who}HbA2Percent`]}%`, bands].filter(Boolean).join(','), `HbA2 ${rules.hbA2Low}~${rules.hbA2High}%`)],
      ...row[`${who}Genotype`] ? [line(`${label}地贫基因型`, row[`${who}Genotype`]!)] : [],
    ]
  })
}

const deafnessLines = (row: StoredPrenatalResult): Lines => DEAFNESS_SITE.values.flatMap(site => {
  const [woman, partner] = [row[siteField('woman', site)], row[siteField('partner', site)]]
  return woman === null && partner === null ? [] : [line(DEAFNESS_SITE.label(site), woman ? `女方 ${DEAFNESS_RESULT.label(woman)}` : '女方未测', '', partner ? `男方 ${DEAFNESS_RESULT.label(partner)}` : '')]
})

function ultrasoundLines(row: StoredPrenatalResult): Lines {
  const measures = (['bpdMm', 'hcMm', 'acMm', 'flMm', 'amnioticMm', 'cordRatio'] as const).flatMap(name => row[name] === null ? [] : [line(prenatalResult.fields[name].label, `${row[name]}${name === 'cordRatio' ? '' : ' mm'}`)])
  return [
    ...row.level ? [line('超声分级', ULTRASOUND_LEVEL.label(row.level))] : [], ...measures,
    ...FETAL_SYSTEM.values.flatMap(system => { const found = row[systemField(system)]; return found ? [line(FETAL_SYSTEM.label(system), ULTRASOUND_FINDING.label(found))] : [] }),
    ...codesIn(row.lethal).map(one => line(LETHAL_MALFORMATION.label(one), '有', '', '异常')), ...codesIn(row.softMarkers).map(one => line(SOFT_MARKER.label(one), '有')),
  ]
}

/** What a stored result prints: each value with the limit it was judged by beside it, then what was written and what follows by the rules. */
export function resultOnPaper(row: StoredPrenatalResult, sample: StoredPrenatalSample | null, fetusCount: number, rules: PrenatalRules): PaperResult {
  const lines: Readonly<Record<StoredPrenatalResult['test'], () => Lines>> = {
    firstSerum: () => serumLines(row, fetusCount, rules), secondSerum: () => serumLines(row, fetusCount, rules), nt: () => ntLines(row, rules), nipt: () => niptLines(row, rules),
    thalassaemia: () => thalassaemiaLines(row, rules), deafness: () => deafnessLines(row), midUltrasound: () => ultrasoundLines(row), lateUltrasound: () => ultrasoundLines(row),
  }
  const about: Named[] = [
    ...sample ? [['采血时间', minute(sample.drawnAt)], ['采血孕周', sample.gestationDays === null ? '' : `${formatGestation(sample.gestationDays)} 周`], ['孕周确认方法', sample.gestationBasis ? GESTATION_BASIS.label(sample.gestationBasis) : '']] satisfies Named[] : [],
    ['检测(检查)机构', row.institution], ['报告日期', row.resultDay], ...row.reportNumber ? [['报告编号', row.reportNumber]] satisfies Named[] : [], ...row.panel ? [['筛查方案', SERUM_PANEL.label(row.panel)]] satisfies Named[] : [],
    ...row.partnerName ? [['配偶姓名', row.partnerName]] satisfies Named[] : [], ...row.rulesVersion ? [['判定规则', `第 ${row.rulesVersion} 版`]] satisfies Named[] : [],
  ]
  return {
    title: `${PRENATAL_TEST.label(row.test)}报告单`, barcode: sample?.barcode ?? '', about, lines: lines[row.test](), overall: row.overall,
    texts: [['超声所见', row.findingsText ?? ''], ['其他提示', row.niptSupplement ?? ''], ['下一步', row.deafnessStep ? DEAFNESS_STEP.label(row.deafnessStep) : ''], ['报告结论', row.conclusion ?? ''], ['备注', row.note ?? '']],
    advice: findPrenatal(row, { fetusCount, rules }).sentences.map(formatChinese).join('\n'), reporter: row.examinerName ?? '', reviewer: sample?.reviewerName ?? '',
  }
}
