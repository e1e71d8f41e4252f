import { telephone } from '@/lib/telephone'

/** A number to be rung by a touch, as it is written at a house with the number `near`. */
export function PhoneLink({ number, near }: { number: string; near: string | undefined }) {
  return (
    <a className="whitespace-nowrap text-brand underline" href={`tel:${number}`}>
      {telephone(number, near)}
    </a>
  )
}
