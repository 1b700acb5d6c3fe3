import { PlusOutlined } from '@ant-design/icons'
import { Button, Segmented, Select, Space } from 'antd'
import { useState } from 'react'
import { CONSENT_KIND, type ConsentKind } from '../../../domain/code/prenatal.ts'
import type { ConsentText, ConsentTexts } from '../../../domain/rule/prenatal/consent-texts.ts'
import { t } from '../../app/i18n.ts'
import { codeText, FieldGrid } from '../../kit/index.ts'
import { SettingForm, type SettingParts } from './SettingForm.tsx'
import { TextPart } from './parts.tsx'

/** The texts that women sign: a new version is written beside the old ones, which stay with their signatures. */
export function ConsentTextsSettings() {
  return (
    <SettingForm settingKey="prenatalConsentTexts" note={t('consentTexts.note', '程序自带的文字没有依据规范原文,请换成本院审定的文本。签署过的版本不能改:写一个新版本,保存后新的签署用新文字,按旧版签署而还没有采血的须重签。')}>
      {parts => <Texts {...parts} />}
    </SettingForm>
  )
}

function Texts({ value: { texts }, saved, set, issues }: SettingParts<ConsentTexts>) {
  const [kind, setKind] = useState<ConsentKind>('serum')
  const own = texts.map((text, at) => ({ ...text, at })).filter(one => one.kind === kind)
  const inUse = own.at(-1)!
  const [version, setVersion] = useState<string | null>(null)
  const shown = own.find(one => one.version === version) ?? inUse
  // What is not saved yet may still be changed.
  const isNew = shown.at >= saved.texts.length
  const change = (part: Partial<ConsentText>): void => { set({ texts: texts.map((one, at) => at === shown.at ? { ...one, ...part } : one) }); if (part.version !== undefined) setVersion(part.version) }
  const add = (): void => { set({ texts: [...texts, { kind, version: `${own.length + 1}`, source: t('consentTexts.own', '本院审定'), text: inUse.text }] }); setVersion(null) }
  return (
    <>
      <Space wrap className="filters">
        <Segmented<ConsentKind> aria-label={t('prenatal.consent.kind.label', '知情同意书种类')} value={kind} onChange={next => { setKind(next); setVersion(null) }} options={CONSENT_KIND.list.map(({ code }) => ({ value: code, label: codeText(CONSENT_KIND, code) }))} />
        {own.length > 1 ? <Select aria-label={t('consentTexts.version', '版本')} className="list-input" value={shown.version} onChange={setVersion} options={own.map(one => ({ value: one.version, label: one === inUse ? t('consentTexts.inUse', '{{version}} 版(现用)', { version: one.version }) : t('consentTexts.old', '{{version}} 版', { version: one.version }) }))} /> : null}
        {inUse.at < saved.texts.length ? <Button icon={<PlusOutlined />} onClick={add}>{t('consentTexts.add', '写新版本')}</Button> : null}
      </Space>
      {isNew ? (
        <FieldGrid>
          <TextPart id="consent-version" label={t('consentTexts.version', '版本')} span={3} value={shown.version} maxLength={20} onChange={next => change({ version: next })} issues={issues(`texts.${shown.at}.version`)} />
          <TextPart id="consent-source" label={t('riskFactor.source', '来源')} span={9} value={shown.source} maxLength={200} onChange={source => change({ source })} issues={issues(`texts.${shown.at}.source`)} />
          <TextPart id="consent-text" label={t('consentTexts.text', '全文(一行一条)')} span={12} lines={14} value={shown.text} maxLength={4000} onChange={text => change({ text })} issues={issues(`texts.${shown.at}.text`)} />
        </FieldGrid>
      ) : (
        <div lang="zh-CN"><p><b>{codeText(CONSENT_KIND, kind)} · {shown.version}</b></p><p className="long-value">{shown.text}</p><p className="hint">{shown.source}</p></div>
      )}
    </>
  )
}
