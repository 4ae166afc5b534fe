import { defineQueryOptions } from "@pinia/colada";
import { api, expectData } from "../api/client.ts";

/** Who is in the example network, in a language. A refusal means that there is none here. */
export const examplePeople = defineQueryOptions((language: string) => ({
  key: ["example", language],
  query: () => expectData(api.GET("/api/example")),
  staleTime: 3_600_000,
}));
