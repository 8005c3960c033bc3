import { checksOf } from '../check.ts';
import type { CheckContext } from '../context.ts';
import { expectStatus, expectThat, unlessOffered } from '../expect.ts';
import type { Answer } from '../http-client.ts';
import type { JsonObject, JsonValue } from '../json.ts';

const eventOf = ({ resource, unique }: CheckContext, type: string): JsonObject => ({
  ...{ eventId: unique('event'), eventTime: '2026-11-22T09:15:04.120Z', eventType: type },
  event: { [resource.events.member]: { id: 'elsewhere', href: 'https://elsewhere.example/1' } },
});

async function posted({ target, session }: CheckContext, name: string, body: JsonValue): Promise<Answer> {
  const answer = await session.send('POST', `${target.baseUrl}/listener/${name}`, { json: body });
  return unlessOffered(answer, 'listener', [404, 405, 501]);
}

const lowered = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** The server as a listener to others, where it offers that. */
export const listenerChecks = checksOf(
  { document: 'TMF630', section: 'Part 1, 6 notifications: listener', applies: (target) => target.api === 'tmf657' },
  {
    'TMF630-13-listener': {
      title: 'POST of an event to the listener path of its type is taken with 201 (or another 2xx), repeated as well',
      severity: 'may',
      run: async (context) => {
        const { create = '', change = '', remove = '' } = context.resource.events;
        for (const type of [create, change, remove]) {
          const event = eventOf(context, type);
          for (let times = 0; times < 2; times += 1) {
            expectStatus(await posted(context, lowered(type), event), 200, 201, 202, 204);
          }
        }
      },
    },
    'TMF630-13-listener-bad': {
      title: 'What is no event is refused with 400 by a listener',
      severity: 'may',
      run: async (context) => {
        const type = context.resource.events.create ?? '';
        await posted(context, lowered(type), eventOf(context, type));
        for (const body of [[], 'text', 5, null]) {
          const answer = await posted(context, lowered(type), body);
          expectStatus(answer, 400);
          expectThat(answer.text !== '', 'there is no error body', { answer });
        }
      },
    },
  },
);
