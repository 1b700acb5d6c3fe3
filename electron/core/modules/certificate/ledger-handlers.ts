import { SEX } from '../../../../domain/code/sex.ts'
import { maskIdNumber } from '../../../../domain/rule/mask.ts'
import { CSV_BOM, csvRecord } from '../../export/seal/csv.ts'
import type { Handlers } from '../../handlers.ts'

// The columns of the ledger, in its order (note §4.5; signatures are written on the printed book).
const COLUMNS = ['序号', '出生证编号', '领证日期', '母亲姓名', '新生儿姓名', '性别', '出生日期', '母亲身份证号码', '结婚证号', '亲子鉴定证明编号', '父亲姓名', '父亲身份证号码', '领证人', '领证人身份证号', '签发人', '盖章人']

export const ledgerHandlers = {
  'certificate.exportLedger': async ({ from, to }, { db, user }) => {
    const masked = !user.permissions.has('person.reveal')
    const rows = await db.selectFrom('certificate').innerJoin('certificateRegistration as register', 'register.id', 'certificate.registrationId').innerJoin('newborn', 'newborn.id', 'certificate.newbornId')
      .leftJoin('userAccount as signer', 'signer.id', 'certificate.printedBy').leftJoin('userAccount as sealer', 'sealer.id', 'certificate.sealedBy')
      .select(['certificate.number', 'certificate.collectedAt', 'register.motherName', 'register.babyName', 'newborn.sex', 'newborn.bornAt', 'register.motherIdNumber', 'register.marriageCertificateNumber',
        'register.dnaReportNumber', 'register.fatherName', 'register.fatherIdNumber', 'certificate.collectorName', 'certificate.collectorIdNumber', 'signer.displayName as signerName', 'sealer.displayName as sealerName'])
      .where('certificate.voidedAt', 'is', null).where('certificate.endedAt', 'is', null).where('certificate.issueType', '=', '1').where('certificate.sealedAt', 'is not', null)
      .where('certificate.issueDay', '>=', from as never).where('certificate.issueDay', '<=', to as never).orderBy('certificate.number').execute()
    const number = (value: string | null) => value === null ? '' : masked ? maskIdNumber(value) : value
    const lines = rows.map((row, index) => csvRecord([
      String(index + 1), row.number, row.collectedAt?.slice(0, 10) ?? '', row.motherName ?? '', row.babyName ?? '', SEX.label(row.sex), row.bornAt.slice(0, 10), number(row.motherIdNumber), row.marriageCertificateNumber ?? '',
      row.dnaReportNumber ?? '', row.fatherName ?? '', number(row.fatherIdNumber), row.collectorName ?? '', number(row.collectorIdNumber), row.signerName ?? '', row.sealerName ?? '',
    ]))
    return { fileName: `首次签发登记本-${from}-${to}.csv`, csv: CSV_BOM + csvRecord(COLUMNS) + lines.join(''), rows: rows.length, masked }
  },
} satisfies Partial<Handlers>
