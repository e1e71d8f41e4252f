import { $api, HOME } from '@/lib/api'

export const numbersQuery = (business: string) => $api.queryOptions('get', `${HOME}/numbers`, { params: { path: { business } } })
