import { fetches, HOME, type Schemas } from '@/lib/api'

export type Report = Schemas['ReportOut']
export type Line = Schemas['LineOut']

export interface Sent {
  file: File
  dates: '' | 'day_first' | 'month_first'
  service: string
  resource: string
}

/** By the end of its name: browsers tell the kind of a spreadsheet in many ways, or not at all. */
export const kindOf = (name: string) => (/\.(ics|ical|ifb)$/i.test(name) ? 'text/calendar' : /\.(tsv|tab)$/i.test(name) ? 'text/tab-separated-values' : 'text/csv')

/** Sends the file to be booked, or with `dry_run` only looked through. Sending it again books nothing twice. Throws ApiProblem. */
export async function bring(business: string, { file, dates, service, resource }: Sent, dry_run: boolean): Promise<Report> {
  const { data } = await fetches.POST(`${HOME}/imports`, {
    params: { path: { business }, query: { dry_run, service, resource, dates: dates || undefined } },
    body: file as unknown as string,
    bodySerializer: (body: unknown) => body as File,
    headers: { 'Content-Type': kindOf(file.name) },
  })
  return data as Report
}

/** What has to be looked at first, then what is booked, then what was known. */
const ORDER: readonly Line['outcome'][] = ['refused', 'not_reached', 'booked', 'known']
export const worstFirst = (lines: readonly Line[]): Line[] => [...lines].sort((one, other) => ORDER.indexOf(one.outcome) - ORDER.indexOf(other.outcome) || one.line - other.line)
