# ollama-doctor for people who have Docker and no Node: docker build --tag ollama-doctor . && docker run --rm ollama-doctor
FROM node:22-alpine AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-fund --no-audit
COPY . .
RUN npm run build

FROM node:22-alpine
WORKDIR /opt/ollama-doctor
COPY --from=build /build/package.json /build/LICENSE ./
COPY --from=build /build/bin bin
COPY --from=build /build/dist dist
RUN ln -s /opt/ollama-doctor/bin/ollama-doctor.js /usr/local/bin/ollama-doctor
USER node
ENTRYPOINT ["ollama-doctor"]
