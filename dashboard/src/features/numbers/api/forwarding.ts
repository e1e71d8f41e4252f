/** How a telephone line is told to send its calls on, by whose line it is. `{n}`: the number they go to.
 *
 * The codes of mobile networks are those of 3GPP TS 22.030 (21 all, 61 no reply, 67 busy), which every GSM network understands;
 * the star codes are the companies' own.
 */

export type Which = 'unanswered' | 'busy' | 'all'

interface Code {
  dial: string
  stop: string
}

export interface Company {
  id: string
  name: string
  country: 'US' | 'CA' | 'GB' | 'IN' | '*'
  /** The number as this network wants it dialled. */
  wants: 'national' | 'international'
  codes: Partial<Record<Which, Code>>
  source: { name: string; url: string }
}

const GSM: Company['codes'] = {
  unanswered: { dial: '**61*{n}#', stop: '##61#' },
  busy: { dial: '**67*{n}#', stop: '##67#' },
  all: { dial: '**21*{n}#', stop: '##21#' },
}
const TS_22_030 = { name: '3GPP TS 22.030', url: 'https://www.3gpp.org/dynareport/22030.htm' }
const VERIZON = { name: 'Verizon', url: 'https://www.verizonwireless.com/support/features/calling_features/call_forwarding.html' }
const TELUS = { name: 'TELUS', url: 'https://telus.com/en/mb/support/article/call-forward-mobile' }
const BT = { name: 'Your Reception Desk', url: 'https://yourreceptiondesk.co.uk/call-divert/' }
const NANPA = { name: 'NANPA', url: 'https://nationalnanpa.com/number_resource_info/vsc_definitions.html' }

export const COMPANIES: readonly Company[] = [
  { id: 'att', name: 'AT&T (mobile)', country: 'US', wants: 'international', codes: GSM, source: TS_22_030 },
  { id: 'tmobile', name: 'T-Mobile', country: 'US', wants: 'international', codes: GSM, source: TS_22_030 },
  {
    id: 'verizon',
    name: 'Verizon (mobile)',
    country: 'US',
    wants: 'national',
    // One code for both: what nobody picks up and what comes while somebody speaks.
    codes: { unanswered: { dial: '*71{n}', stop: '*73' }, busy: { dial: '*71{n}', stop: '*73' }, all: { dial: '*72{n}', stop: '*73' } },
    source: VERIZON,
  },
  {
    id: 'us_landline',
    name: 'Landline, cable or internet telephone',
    country: 'US',
    wants: 'national',
    codes: { unanswered: { dial: '*68{n}', stop: '*88' }, busy: { dial: '*68{n}', stop: '*88' }, all: { dial: '*72{n}', stop: '*73' } },
    source: NANPA,
  },
  { id: 'ca_mobile', name: 'Bell, Rogers, TELUS (mobile)', country: 'CA', wants: 'international', codes: GSM, source: TELUS },
  {
    id: 'ca_landline',
    name: 'Landline, cable or internet telephone',
    country: 'CA',
    wants: 'national',
    codes: { unanswered: { dial: '*68{n}', stop: '*88' }, busy: { dial: '*68{n}', stop: '*88' }, all: { dial: '*72{n}', stop: '*73' } },
    source: NANPA,
  },
  { id: 'gb_mobile', name: 'EE, O2, Three, Vodafone', country: 'GB', wants: 'international', codes: GSM, source: TS_22_030 },
  {
    id: 'gb_landline',
    name: 'BT (landline)',
    country: 'GB',
    wants: 'international',
    codes: { unanswered: { dial: '*61*{n}#', stop: '#61#' }, busy: { dial: '*67*{n}#', stop: '#67#' }, all: { dial: '*21*{n}#', stop: '#21#' } },
    source: BT,
  },
  { id: 'in_mobile', name: 'Airtel, Jio, Vi', country: 'IN', wants: 'international', codes: GSM, source: TS_22_030 },
  { id: 'gsm', name: 'GSM', country: '*', wants: 'international', codes: GSM, source: TS_22_030 },
]

export interface Told extends Code {
  source: Company['source']
}

/** What to dial. Null: the company has no code for that. */
export function codeFor(company: Company, which: Which, number: string): Told | null {
  const code = company.codes[which]
  if (!code) return null
  const national = company.wants === 'national' ? number.replace(/^\+1/, '') : number
  // A code without # ends with the number; British landlines dial abroad by 00.
  const dialled = company.id === 'gb_landline' ? number.replace(/^\+44/, '0').replace(/^\+/, '00') : national
  return { dial: code.dial.replace('{n}', dialled), stop: code.stop, source: company.source }
}
