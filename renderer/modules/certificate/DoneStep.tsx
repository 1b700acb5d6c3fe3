import { FilePdfOutlined } from '@ant-design/icons'
import { Button, Descriptions, Space, Tag } from 'antd'
import { useState } from 'react'
import { COLLECTOR_RELATION, ISSUE_TYPE } from '../../../domain/code/certificate.ts'
import { ID_DOCUMENT_TYPE } from '../../../domain/code/id-document-type.ts'
import { useCall } from '../../api/useCall.ts'
import { minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Loaded, NumberHistory, NumberTimeline, Panel } from '../../kit/index.ts'
import { FormPreview, usePdf } from './FormPreview.tsx'
import type { Desk, Sheet } from './names.ts'

/** A sheet that was printed, with everything that happened to it. */
export function DoneStep({ desk, sheet, isDone }: { desk: Desk; sheet: Sheet; isDone: boolean }) {
  const maySeeStock = useMay('stock.read')
  const stored = useCall('certificate.get', { id: sheet.id })
  const savePdf = usePdf(sheet.registrationId)
  const [preview, setPreview] = useState(false)
  const [other, setOther] = useState<string | null>(null)
  // Of a first issue only its own spoiled sheets came before it; they are beside.
  const superseded = sheet.issueType === '1' ? undefined : desk.past.find(one => one.id === sheet.supersedesId)
  const dash = <span className="no-value">—</span>
  return (
    <>
      <Panel
        title={<>{isDone ? t('done.title', '已签发并领取') : t('done.sheet', '证明')} {isDone ? <Tag color="success">{t('done.tag', '全部完成')}</Tag> : null}</>}
        extra={<Space>
          {desk.registration ? <Button onClick={() => setPreview(true)}>{t('registration.preview', '预览 / 打印登记表')}</Button> : null}
          <Button icon={<FilePdfOutlined />} onClick={() => void savePdf('archive')}>{t('done.archive', '存档 PDF(非证件)')}</Button>
        </Space>}
      >
        <div className="hand-over-head"><span className="number huge">{sheet.number}</span><b className="baby wrap-any">{sheet.babyName}</b></div>
        <Loaded of={stored}>
          {certificate => (
            <Descriptions
              className="facts" size="small" column={2} colon={false}
              items={[
                { key: 'type', label: t('done.type', '签发类型'), children: codeText(ISSUE_TYPE, certificate.issueType) },
                ...(superseded ? [{ key: 'supersedes', label: t('done.supersedes', '替代的原证'), children: maySeeStock ? <Button type="link" className="number link-in-line" onClick={() => setOther(superseded.number)}>{superseded.number}</Button> : <span className="number">{superseded.number}</span> }] : []),
                ...(certificate.backEntered ? [{ key: 'issuedBy', label: t('done.issuedBy', '原签发机构'), children: <span className="wrap-any">{certificate.issuedBy}</span> }] : []),
                { key: 'serial', label: t('done.serial', '本院流水号'), children: <span className="number">{sheet.issueSerial}</span> },
                { key: 'day', label: t('done.day', '签发日期'), children: sheet.issueDay },
                { key: 'prints', label: t('done.prints', '打印次数'), children: sheet.printCount },
                { key: 'printed', label: t('done.printed', '签发人员'), children: `${sheet.printedByName} ${minuteText(sheet.printedAt)}` },
                { key: 'sealed', label: t('done.sealed', '盖章人员'), children: sheet.sealedAt ? `${sheet.sealedByName ?? ''} ${minuteText(sheet.sealedAt)}` : dash },
                { key: 'collector', label: t('done.collector', '领证人'), children: <span className="wrap-any">{sheet.collectorName ?? dash}</span> },
                { key: 'relation', label: t('done.relation', '与新生儿关系'), children: codeText(COLLECTOR_RELATION, certificate.collectorRelation) || dash },
                { key: 'document', label: t('done.document', '领证人证件'), children: <span className="wrap-any">{certificate.collectorIdNumber ? `${codeText(ID_DOCUMENT_TYPE, certificate.collectorIdType)} ${certificate.collectorIdNumber}` : dash}</span> },
                { key: 'collected', label: t('done.collected', '领证时间'), children: minuteText(sheet.collectedAt) || dash },
                { key: 'mother', label: t('facts.mother', '母亲'), children: <span className="wrap-any">{sheet.motherName ?? dash}</span> },
                { key: 'layout', label: t('done.layout', '套打模板'), children: certificate.layoutVersion },
              ]}
            />
          )}
        </Loaded>
      </Panel>
      {maySeeStock ? <Panel title={t('blank.history', '编号经历')}><NumberTimeline number={sheet.number} /></Panel> : null}
      {other ? <NumberHistory number={other} onClose={() => setOther(null)} /> : null}
      {preview && desk.registration ? <FormPreview registrationId={desk.registration.id} onClose={() => setPreview(false)} /> : null}
    </>
  )
}
