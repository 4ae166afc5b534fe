import { z } from "zod";
import { examplePersonIds } from "../example/cast.ts";
import { personRoleIds } from "../commands/organisation.ts";

const person = z.enum(examplePersonIds).meta({ description: "A part in the example" });

/** Who is in the example network, in the reader's language. All of it is invented. */
export const Example = z
  .strictObject({
    people: z.array(
      z.strictObject({
        person,
        name: z.string(),
        organisation: z.string(),
        role: z.enum(personRoleIds),
        post: z.string().meta({ description: "What the person is in the organisation" }),
        says: z.string().meta({ description: "Who that is, in one line" }),
      }),
    ),
  })
  .meta({ id: "Example" });
export type Example = z.infer<typeof Example>;

export const EnterExample = z
  .strictObject({ language: z.enum(["en", "nl"]).meta({ description: "The language in which the story is told" }), person })
  .meta({ id: "EnterExample" });

export const ExampleEntered = z
  .strictObject({ to: z.string().meta({ description: "The page to go to: the alliance of the example" }) })
  .meta({ id: "ExampleEntered" });

export const ExampleRemoved = z
  .strictObject({ removed: z.int().meta({ description: "How many makings of the example were removed" }) })
  .meta({ id: "ExampleRemoved" });
