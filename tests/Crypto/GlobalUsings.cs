global using CareConnect.Crypto;
