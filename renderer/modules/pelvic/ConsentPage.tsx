import { App, Segmented } from 'antd'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { PelvicHead } from '../../../domain/api/pelvic-head.ts'
import { PELVIC_CONSENT_KIND, type PelvicConsentKind } from '../../../domain/code/pelvic-care.ts'
import { pelvicConsent, type StoredPelvicConsent } from '../../../domain/modules/pelvic/consent.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Field, FieldGrid, fieldIn, Loaded, Page, type PageAction, Panel, RecordForm, saveRecord, useAddressFilters, useBeginAt, useFirst, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { PelvicHeadLine } from './PelvicHeadLine.tsx'
import './pelvic-file.css'

/** 知情同意 under one text: read out, contraindications asked, chosen, signed; new (`?kind=`), or as it was signed. */
export default function ConsentPage() {
  const { fileId = '', consentId } = useParams()
  return consentId ? <Stored consentId={consentId} /> : <New fileId={fileId} />
}

function New({ fileId }: { fileId: string }) {
  const { params, change } = useAddressFilters()
  const kind = PELVIC_CONSENT_KIND.values.find(one => one === params.get('kind')) ?? 'assessment'
  return <Prepare key={kind} fileId={fileId} kind={kind} onKind={next => change({ kind: next })} />
}
function Prepare({ fileId, kind, onKind }: { fileId: string; kind: PelvicConsentKind; onKind(kind: PelvicConsentKind): void }) {
  const prepared = useFirst(useCall('pelvic.consent.prepare', { fileId, kind }))
  return <Loaded of={prepared}>{data => <ConsentForm head={data.head} kind={kind} initial={data.row} text={data} onKind={onKind} />}</Loaded>
}
function Stored({ consentId }: { consentId: string }) {
  const opened = useCall('pelvic.consent.open', { id: consentId })
  return <Loaded of={opened}>{data => <ConsentForm key={data.consent.rev} head={data.head} kind={data.consent.kind} initial={data.consent} stored={data.consent} text={{ ...data, version: data.consent.textVersion }} />}</Loaded>
}

type Shown = Pick<Output<'pelvic.consent.open'>, 'text' | 'source'> & { readonly version: string }
type Props = { head: PelvicHead; kind: PelvicConsentKind; initial: Readonly<Record<string, unknown>>; stored?: StoredPelvicConsent; text: Shown; onKind?(kind: PelvicConsentKind): void }

function ConsentForm({ head, kind, initial, stored, text, onKind }: Props) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('pelvic.write')
  const readOnly = !mayWrite || head.state === 'closed'
  const back = `/pelvic/${head.fileId}`
  const form = useRecordForm({
    definition: pelvicConsent, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(pelvicConsent, stored?.id), saves: 'pelvic.consent.save', draft: `pelvic.consent:${stored?.id ?? `new:${head.fileId}:${kind}`}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const { areaRef } = form
  const isNew = stored === undefined
  useBeginAt(() => fieldIn(areaRef.current, 'isContraindicationRead'), isNew)
  const voiding = useVoidRecord(pelvicConsent.id, stored, !readOnly, () => void navigate(back))
  const actions: PageAction[] = [
    ...voiding.actions,
    { key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(`/pelvic/consent-paper?${stored ? `id=${stored.id}` : `id=${head.fileId}&kind=${kind}`}`) },
    ...(readOnly ? [] : [{ key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }]),
  ]
  return (
    <Page title={stored ? t('pelvicConsent.title', '盆底知情同意') : t('pelvicConsent.new', '签署知情同意')} subtitle={codeText(PELVIC_CONSENT_KIND, kind)} back={back} actions={actions}>
      <PelvicHeadLine head={head} />
      {voiding.dialog}
      {onKind ? <Segmented<PelvicConsentKind> className="pelvic-choice" aria-label={t('pelvic.consent.kind.label', '种类')} value={kind} onChange={onKind} options={PELVIC_CONSENT_KIND.list.map(({ code }) => ({ value: code, label: codeText(PELVIC_CONSENT_KIND, code) }))} /> : null}
      <div className="pelvic-consent">
        <Panel title={t('prenatalScreen.consentText', '知情同意书({{version}} 版)', { version: text.version })}>
          {/* What is signed is Chinese, whatever language the screen has. */}
          <div className="pelvic-consent-text" lang="zh-CN" tabIndex={0} role="region" aria-label={t('prenatalScreen.consentRead', '知情同意书全文')}>{text.text ?? t('prenatalScreen.textGone', '这一版的文字没有保存,请看纸质件')}</div>
          {text.source ? <p className="hint" lang="zh-CN">{text.source}</p> : null}
        </Panel>
        <RecordForm form={form} readOnly={readOnly} withoutButtons>
          <fieldset className="form-section">
            <legend>{t('prenatalScreen.choiceAndSignature', '选择与签署')}</legend>
            <FieldGrid>
              <Field name="isContraindicationRead" span={12} /><Field name="choice" span={12} /><Field name="reason" span={12} /><Field name="mayUseData" span={12} />
              <Field name="signerName" span={12} /><Field name="doctorName" span={6} /><Field name="signedDay" span={6} />
            </FieldGrid>
          </fieldset>
        </RecordForm>
      </div>
    </Page>
  )
}
