import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { routes, type Rule } from "@entente/contracts/access";
import type { App } from "@entente/service-kit";

/** The OpenAPI document made from the routes' own schemas, and a page to browse it. Registered before the routes. */
export async function apiDocument(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Entente",
        version: "0.1.0",
        description:
          "The record and compass of alliances between organisations. Every command answers a position; pass it as ?atLeast= to read its effect.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      components: {
        securitySchemes: {
          session: { type: "apiKey", in: "cookie", name: "session" },
          key: { type: "http", scheme: "bearer" },
        },
      },
    },
    transform: (route) => {
      const transformed = jsonSchemaTransform(route);
      const rule: Rule | undefined = routes[`${String(route.route.method)} ${route.url}`];
      return rule && rule.for !== "anyone"
        ? { ...transformed, schema: { ...transformed.schema, security: [{ session: [] }, { key: [] }] } }
        : transformed;
    },
    transformObject: jsonSchemaTransformObject,
  });
  app.get("/api/openapi.json", { schema: { hide: true } }, async (_request, reply) =>
    reply.type("application/json").send(JSON.stringify(app.swagger())),
  );
}

/** The browsable page; registered after {@link apiDocument}. */
export async function apiPage(app: App): Promise<void> {
  await app.register(swaggerUi, { routePrefix: "/api/docs", staticCSP: true, uiConfig: { docExpansion: "list", deepLinking: true } });
}
