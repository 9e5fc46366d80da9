import { type ListPeoplePorts, listPeople, showPerson } from './list-people.ts';
import type { PeoplePorts } from './people-ports.ts';
import { disablePerson, erasePerson, invitePerson, resetSecondFactor } from './person-account.ts';
import { enterPerson, putPerson } from './put-person.ts';

/** Who signs in, who acts, and who is told. */
export const peopleRoutes = (ports: PeoplePorts & ListPeoplePorts) => ({
  'GET /v1/people': listPeople(ports),
  'POST /v1/people': enterPerson(ports),
  'GET /v1/people/{id}': showPerson(ports),
  'PUT /v1/people/{id}': putPerson(ports),
  'DELETE /v1/people/{id}': erasePerson(ports),
  'POST /v1/people/{id}/invite': invitePerson(ports),
  'POST /v1/people/{id}/disable': disablePerson(ports),
  'POST /v1/people/{id}/reset-second-factor': resetSecondFactor(ports),
});
