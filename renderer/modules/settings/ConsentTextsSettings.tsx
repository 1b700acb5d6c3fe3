import { PlusOutlined } from '@ant-design/icons'
import { Button, Segmented, Select, Space } from 'antd'
import { useState } from 'react'
import type { CodeTable } from '../../../domain/code/code-table.ts'
import type { ConsentTextOf, ConsentTextsOf } from '../../../domain/rule/consent-texts.ts'
import { t } from '../../app/i18n.ts'
import { codeText, FieldGrid } from '../../kit/index.ts'
import { SettingForm, type SettingParts } from './SettingForm.tsx'
import { TextPart } from './parts.tsx'

/** The texts that women of one clinic sign: a new version is written beside the old ones, which stay with their signatures. */
export function ConsentTextsSettings<K extends string>({ settingKey, kinds, note }: { settingKey: 'prenatalConsentTexts' | 'pelvicConsentTexts'; kinds: CodeTable<K>; note: string }) {
  return (
    <SettingForm settingKey={settingKey} note={note}>
      {parts => <Texts {...parts as unknown as SettingParts<ConsentTextsOf<K>>} kinds={kinds} />}
    </SettingForm>
  )
}

function Texts<K extends string>({ value: { texts }, saved, set, issues, kinds }: SettingParts<ConsentTextsOf<K>> & { kinds: CodeTable<K> }) {
  const [kind, setKind] = useState<K>(kinds.values[0]!)
  const own = texts.map((text, at) => ({ ...text, at })).filter(one => one.kind === kind)
  const inUse = own.at(-1)!
  // By its place: a version that is being typed may for a moment be another one's.
  const [chosen, setChosen] = useState<number | null>(null)
  const shown = own.find(one => one.at === chosen) ?? inUse
  // What is not saved yet may still be changed.
  const isNew = shown.at >= saved.texts.length
  const change = (part: Partial<ConsentTextOf<K>>): void => set({ texts: texts.map((one, at) => at === shown.at ? { ...one, ...part } : one) })
  const add = (): void => { set({ texts: [...texts, { kind, version: `${own.length + 1}`, source: t('consentTexts.own', '本院审定'), text: inUse.text }] }); setChosen(null) }
  return (
    <>
      <Space wrap className="filters">
        <Segmented<K> aria-label={t('prenatal.consent.kind.label', '知情同意书种类')} value={kind} onChange={next => { setKind(next); setChosen(null) }} options={kinds.list.map(({ code }) => ({ value: code, label: codeText(kinds, code) }))} />
        {own.length > 1 ? <Select aria-label={t('consentTexts.version', '版本')} className="list-input" value={shown.at} onChange={setChosen} options={own.map(one => ({ value: one.at, label: one === inUse ? t('consentTexts.inUse', '{{version}} 版(现用)', { version: one.version }) : t('consentTexts.old', '{{version}} 版', { version: one.version }) }))} /> : null}
        {inUse.at < saved.texts.length ? <Button icon={<PlusOutlined />} onClick={add}>{t('consentTexts.add', '写新版本')}</Button> : null}
      </Space>
      {isNew ? (
        <FieldGrid>
          <TextPart id="consent-version" label={t('consentTexts.version', '版本')} span={3} value={shown.version} maxLength={20} onChange={next => change({ version: next })} issues={issues(`texts.${shown.at}.version`)} />
          <TextPart id="consent-source" label={t('riskFactor.source', '来源')} span={9} value={shown.source} maxLength={200} onChange={source => change({ source })} issues={issues(`texts.${shown.at}.source`)} />
          <TextPart id="consent-text" label={t('consentTexts.text', '全文(一行一条)')} span={12} lines={14} value={shown.text} maxLength={4000} onChange={text => change({ text })} issues={issues(`texts.${shown.at}.text`)} />
        </FieldGrid>
      ) : (
        <div lang="zh-CN"><p><b>{codeText(kinds, kind)} · {shown.version}</b></p><p className="long-value">{shown.text}</p><p className="hint">{shown.source}</p></div>
      )}
    </>
  )
}
