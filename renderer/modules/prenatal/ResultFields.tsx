import { DEAFNESS_SITE, THALASSAEMIA_STEP } from '../../../domain/code/prenatal-gene.ts'
import { FETAL_SYSTEM, type PrenatalTest } from '../../../domain/code/prenatal-record.ts'
import { MARKER_NAMES, MARKERS, PARTNERS, siteField, systemField } from '../../../domain/modules/prenatal/result.record.ts'
import { parseRisk, printRisk, type Risk } from '../../../domain/rule/prenatal/risk.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Field, FieldGrid, TypedInput, useFieldValue, useFormScope } from '../../kit/index.ts'
import { Button } from 'antd'
import type { Findings } from './FindingsPanel.tsx'

type Partner = (typeof PARTNERS)[number]
const whoText = (who: Partner): string => who === 'woman' ? t('prenatalScreen.woman', '女方') : t('prenatalScreen.partner', '男方')

/** A risk as the report prints it, kept as comparator and denominator. */
function RiskField({ disease }: { disease: 't21' | 't18' | 't13' }) {
  const { store } = useFormScope()
  const comparator = useFieldValue(store, `${disease}Comparator`) as Risk['comparator'] | null
  const label = { t21: t('prenatalScreen.t21', '21三体风险'), t18: t('prenatalScreen.t18', '18三体风险'), t13: t('prenatalScreen.t13', '13三体风险') }[disease]
  return (
    <Field name={`${disease}Denominator`} span={4} label={label} renderInput={({ value, onChange, ...props }) => (
      <TypedInput<string>
        {...props} value={value === null ? null : printRisk({ comparator: comparator ?? '=', denominator: Number(value) })} write={one => one} placeholder={t('prenatalScreen.riskExample', '如 1/270、1:270、<1/50000')}
        read={typed => { if (typed.trim() === '') return { value: null }; const risk = parseRisk(typed); return risk ? { value: printRisk(risk) } : { value: null, fault: 'field.wrong' } }}
        onChange={(text, fault) => {
          const risk = text === null ? undefined : parseRisk(text)
          store.set(`${disease}Comparator`, risk?.comparator ?? null)
          onChange(risk?.denominator ?? null, fault)
        }}
      />
    )} />
  )
}

/** Risks first, as the report has them on top; then what was measured, a marker a row. */
export function SerumFields({ test }: { test: PrenatalTest }) {
  return (
    <>
      <fieldset className="form-section">
        <legend>{t('prenatalScreen.risks', '风险值')}</legend>
        <FieldGrid><RiskField disease="t21" /><RiskField disease="t18" /><RiskField disease="t13" /></FieldGrid>
      </fieldset>
      <fieldset className="form-section">
        <legend>{t('prenatalScreen.markers', '标志物')}</legend>
        <table className="couple-grid marker-grid">
          <thead><tr><th scope="col">{t('prenatalScreen.marker', '标志物')}</th><th scope="col">{t('prenatalScreen.measured', '测量值')}</th><th scope="col">{t('prenatalScreen.unit', '单位')}</th><th scope="col">MoM</th><th scope="col">{t('prenatalScreen.median', '中位数')}</th></tr></thead>
          <tbody>
            {MARKER_NAMES.filter(marker => (MARKERS[marker].tests as readonly string[]).includes(test)).map(marker => (
              <tr key={marker}><th scope="row">{MARKERS[marker].label}</th><td><Field name={marker} /></td><td><Field name={`${marker}Unit`} /></td><td><Field name={`${marker}Mom`} /></td><td><Field name={`${marker}Median`} /></td></tr>
            ))}
          </tbody>
        </table>
        <FieldGrid><Field name="momFactor" />{test === 'firstSerum' ? <><Field name="crlMm" /><Field name="ntMm" /></> : null}</FieldGrid>
      </fieldset>
    </>
  )
}

export function NtFields() {
  return <fieldset className="form-section"><legend>NT</legend><FieldGrid><Field name="crlMm" /><Field name="ntMm" /><Field name="softMarkers" span={12} /><Field name="findingsText" span={12} /></FieldGrid></fieldset>
}

export function NiptFields() {
  return (
    <fieldset className="form-section">
      <legend>NIPT</legend>
      <FieldGrid><Field name="niptResult" span={12} /><Field name="niptHigh" span={12} /><Field name="fetalFractionPercent" /><Field name="z21" /><Field name="z18" /><Field name="z13" /><Field name="niptSupplement" span={12} /></FieldGrid>
    </fieldset>
  )
}

const BLOOD = ['HbGPerL', 'McvFl', 'MchPg', 'HbA2Percent', 'HbFPercent', 'Bands', 'Genotype', 'Abo', 'Rh'] as const
const bloodText = (name: (typeof BLOOD)[number]): string => ({
  HbGPerL: 'Hb (g/L)', McvFl: 'MCV (fL)', MchPg: 'MCH (pg)', HbA2Percent: 'HbA2 (%)', HbFPercent: 'HbF (%)', Bands: t('prenatalScreen.bands', '异常条带'), Genotype: t('prenatalScreen.genotype', '地贫基因型'), Abo: t('prenatalScreen.abo', 'ABO血型'), Rh: t('prenatalScreen.rh', 'Rh血型'),
})[name]

/** Both partners side by side, each value a row; below, what is to be tested next of each. */
export function ThalassaemiaFields({ next }: { next: Findings['row'] }) {
  return (
    <fieldset className="form-section">
      <legend>{t('prenatalScreen.couple', '夫妇双方')}</legend>
      <FieldGrid><Field name="partnerName" /><Field name="partnerId" span={6} /></FieldGrid>
      <table className="couple-grid">
        <thead><tr><th scope="col">{t('prenatalWindow.project', '项目')}</th>{PARTNERS.map(who => <th key={who} scope="col">{whoText(who)}</th>)}</tr></thead>
        <tbody>{BLOOD.map(name => <tr key={name}><th scope="row">{bloodText(name)}</th>{PARTNERS.map(who => <td key={who}><Field name={`${who}${name}`} /></td>)}</tr>)}</tbody>
        <tfoot><tr><th scope="row">{t('prenatalScreen.nextTest', '下一步检查')}</th>{PARTNERS.map(who => { const step = next[`${who}Next`]; return <td key={who}><b>{step ? codeText(THALASSAEMIA_STEP, step) : t('prenatalScreen.nothingMore', '不需要')}</b></td> })}</tr></tfoot>
      </table>
    </fieldset>
  )
}

/** The nine sites of both; one key fills in what is wild. */
export function DeafnessFields() {
  const { store, readOnly } = useFormScope()
  const fillWild = (who: Partner): void => { for (const site of DEAFNESS_SITE.values) { const name = siteField(who, site); if (store.get(name) === null) store.set(name, 'wild') } }
  return (
    <fieldset className="form-section">
      <legend>{t('prenatalScreen.couple', '夫妇双方')}</legend>
      <FieldGrid><Field name="partnerName" /><Field name="partnerId" span={6} /></FieldGrid>
      <table className="couple-grid">
        <thead><tr><th scope="col">{t('prenatalScreen.site', '位点')}</th>{PARTNERS.map(who => <th key={who} scope="col">{whoText(who)} {readOnly ? null : <Button size="small" onClick={() => fillWild(who)}>{t('prenatalScreen.fillWild', '其余野生型')}</Button>}</th>)}</tr></thead>
        <tbody>{DEAFNESS_SITE.list.map(({ code, label }) => <tr key={code}><th scope="row">{label}</th>{PARTNERS.map(who => <td key={who}><Field name={siteField(who, code)} /></td>)}</tr>)}</tbody>
      </table>
    </fieldset>
  )
}

const MEASURES = ['level', 'bpdMm', 'hcMm', 'acMm', 'flMm', 'amnioticMm', 'cordRatio', 'placenta', 'presentation'] as const
/** Measures, then the structural list; one key says that the rest is normal. */
export function UltrasoundFields() {
  const { store, readOnly } = useFormScope()
  const fillNormal = (): void => { for (const system of FETAL_SYSTEM.values) { const name = systemField(system); if (store.get(name) === null) store.set(name, '1') } }
  return (
    <>
      <fieldset className="form-section"><legend>{t('prenatalScreen.measures', '测量')}</legend><FieldGrid>{MEASURES.map(name => <Field key={name} name={name} {...(name === 'level' ? { span: 6 } : {})} />)}</FieldGrid></fieldset>
      <fieldset className="form-section">
        <legend>{t('prenatalScreen.structures', '结构筛查')} {readOnly ? null : <Button size="small" onClick={fillNormal}>{t('prenatalScreen.fillNormal', '其余正常')}</Button>}</legend>
        <div className="system-fields">{FETAL_SYSTEM.values.map(system => <Field key={system} name={systemField(system)} />)}</div>
        <FieldGrid><Field name="lethal" span={12} /><Field name="softMarkers" span={12} /><Field name="findingsText" span={12} /></FieldGrid>
      </fieldset>
    </>
  )
}
